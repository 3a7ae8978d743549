/** A message that the stream has acknowledged: where it lies, and which it is. */
export interface Noted {
  /** Stream sequence. */
  position: number;
  eventId: string;
  /** When it was noted, by the database's real clock: what has aged out of the stream is not lost. */
  at: Date;
  /**
   * When the server stored it, in its words. Sent again into the freed positions it may lie where it lay before, by chance;
   * its time is another.
   */
  storedAt?: string | null;
}

/**
 * The newest of these (in order of position) that the stream still agrees with; undefined when it agrees with none. A
 * stream loses its end or all of itself, so those that agree come first: found in some twenty looks among a million.
 */
export async function lastAgreeing<Note extends Noted>(
  notes: readonly Note[],
  agrees: (note: Note) => Promise<boolean>,
): Promise<Note | undefined> {
  let good = -1;
  let bad = notes.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (await agrees(notes[middle] as Note)) good = middle;
    else bad = middle;
  }
  return notes[good];
}
