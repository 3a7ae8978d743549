const FIFTHS = 5;

/** The fifth that is held back from learning and measured on. */
export const HELD_BACK = 0;

/** Which fifth an id falls into, for ever: FNV-1a over its characters, so that no learning run chooses its own examination. */
export function fifthOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % FIFTHS;
}

export const isHeldBack = (id: string): boolean => fifthOf(id) === HELD_BACK;
