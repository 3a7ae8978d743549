/**
 * Whoever took over from what is gone: what `find` knows under its code, else under the code of what stood above it, and
 * so on. `former` holds what is gone, with what it belonged to. Undefined where the way ends, or turns in a circle.
 */
export function nearestHeir<T>(
  code: string,
  former: ReadonlyMap<string, string | null>,
  find: (code: string) => T | undefined,
): T | undefined {
  const seen = new Set<string>();
  for (let next: string | null | undefined = code; next && !seen.has(next); next = former.get(next)) {
    const heir = find(next);
    if (heir !== undefined) return heir;
    seen.add(next);
  }
  return undefined;
}
