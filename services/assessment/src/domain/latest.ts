/** One entry per key: what a later one leaves null is as an earlier one told it. */
export function latestBy<Told extends object>(told: Iterable<Told>, keyOf: (each: Told) => string): Map<string, Told> {
  const latest = new Map<string, Told>();
  for (const each of told) {
    const said = Object.fromEntries(Object.entries(each).filter(([, value]) => value !== null));
    latest.set(keyOf(each), { ...each, ...latest.get(keyOf(each)), ...said });
  }
  return latest;
}
