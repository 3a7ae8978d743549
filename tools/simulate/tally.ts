/** How often what was done, by the tier where there is one: `raise village`. */
export class Tally {
  readonly counts: Record<string, number>;

  constructor(before: Readonly<Record<string, number>> = {}) {
    this.counts = { ...before };
  }

  note(what: string, tier?: string): void {
    const key = tier === undefined ? what : `${what} ${tier}`;
    this.counts[key] = this.of(key) + 1;
  }

  of(key: string): number {
    return this.counts[key] ?? 0;
  }
}
