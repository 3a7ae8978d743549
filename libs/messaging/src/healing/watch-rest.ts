/** A city has a thousand departments' durables, and each look asks after all of them: the more there are, the longer is the rest. */
const REST_OF_EACH_MS = 10;
const LONGEST_REST_MS = 10_000;
/** A server that has just come back may have lost something: there is no rest for as long as it takes to be sure. */
const WATCHFUL_MS = 30_000;

/** When the durables are looked at again; times in milliseconds of a clock that only goes forward. */
export class WatchRest {
  private until = 0;
  /** The connection, and since when it is there. */
  private seen = { times: 0, at: 0 };

  /** Whether it is time for a look; `times` is how often the bus has connected. */
  isOver(now: number, times: number): boolean {
    if (this.seen.times !== times) this.seen = { times, at: now };
    return now - this.seen.at < WATCHFUL_MS || now >= this.until;
  }

  /** A look that began then found so many durables. */
  begin(at: number, durables: number): void {
    this.until = at + Math.min(REST_OF_EACH_MS * durables, LONGEST_REST_MS);
  }
}
