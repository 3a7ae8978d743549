const PERIOD_MS = 50;

/** How late this process itself is: the time, summed up, in which it or the machine was too busy to do what was due. */
export class Lateness {
  private sum = 0;
  private last = performance.now();

  constructor() {
    setInterval(() => this.tick(), PERIOD_MS).unref();
  }

  /** Milliseconds since the beginning, up to now. */
  get total(): number {
    return this.sum + Math.max(0, performance.now() - this.last - PERIOD_MS);
  }

  private tick(): void {
    this.sum = this.total;
    this.last = performance.now();
  }
}
