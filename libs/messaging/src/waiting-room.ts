import type { Arrival, Place } from './arrival.js';

/** An early arrival waits this long for the event before it; then that one is fetched from its owner. */
const PATIENCE_MS = 300;
const ASK_AGAIN_MS = 1_000;

/** An arrival whose turn has not come, with its place. */
export type EarlyArrival = Arrival & { place: Place };

/** Early arrivals, kept in memory (their acknowledgement is still open) until their turn has come. */
export class WaitingRoom {
  private readonly waiting = new Map<Arrival, { since: number }>();
  /** Per aggregate: not to be asked for before. */
  private readonly notBefore = new Map<string, number>();

  get size(): number {
    return this.waiting.size;
  }

  arrivals(): Arrival[] {
    return [...this.waiting.keys()];
  }

  /** Takes the early ones in and lets the others go. */
  update(early: readonly Arrival[], now: number): void {
    const stay = new Set(early);
    for (const arrival of this.waiting.keys()) if (!stay.has(arrival)) this.waiting.delete(arrival);
    for (const arrival of early) if (!this.waiting.has(arrival)) this.waiting.set(arrival, { since: now });
  }

  remove(arrival: Arrival): void {
    this.waiting.delete(arrival);
  }

  /** The gap of this aggregate is not asked for before `at`: its event is being tried again, or its owner was asked. */
  postpone(key: string, at: number): void {
    this.notBefore.set(key, at);
  }

  /** The earliest waiting event of each aggregate whose gap should be fetched now. */
  overdue(now: number): EarlyArrival[] {
    const first = new Map<string, EarlyArrival>();
    for (const [arrival, { since }] of this.waiting) {
      if (!isPlaced(arrival) || now - since < PATIENCE_MS) continue;
      if ((this.notBefore.get(arrival.place.key) ?? 0) > now) continue;
      const other = first.get(arrival.place.key);
      if (!other || arrival.place.sequence < other.place.sequence) first.set(arrival.place.key, arrival);
    }
    for (const [key, at] of this.notBefore) if (at <= now) this.notBefore.delete(key);
    for (const key of first.keys()) this.notBefore.set(key, now + ASK_AGAIN_MS);
    return [...first.values()];
  }

  /** Those that waited longest, beyond what is kept in memory. */
  overflow(limit: number): Arrival[] {
    return this.arrivals().slice(0, Math.max(0, this.waiting.size - limit));
  }
}

const isPlaced = (arrival: Arrival): arrival is EarlyArrival => arrival.place !== undefined;
