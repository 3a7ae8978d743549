/** Numbers in [0, 1), always the same ones for the same seed (mulberry32 over an FNV-1a hash of the seed). */
export function random(seed: string): () => number {
  let state = [...seed].reduce((hash, char) => Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193), 0x811c9dc5);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same things in another order (Fisher–Yates). */
export function shuffled<T>(things: readonly T[], next: () => number): T[] {
  const order = [...things];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}

/** The thing at a share in [0, 1) of the list. @throws Error for an empty list */
export function pick<T>(things: readonly T[], share: number): T {
  const thing = things[Math.floor(share * things.length)];
  if (thing === undefined) throw new Error('there is nothing to pick from');
  return thing;
}
