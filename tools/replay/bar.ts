export interface Progress {
  readonly total: number;
  readonly posted: number;
  readonly closed: number;
  readonly failed: number;
  readonly inFlight: number;
}

interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const WIDTH = 30;
const REDRAW_MS = 100;
/** Where nobody watches, a line each tenth of the way. */
const PARTS = 10;

/** The progress of a run: one line that is written over on a terminal, a few lines elsewhere. */
export class Bar {
  private readonly start = performance.now();
  private drawn = 0;
  private parts = 0;
  private done = 0;
  private ended = false;

  constructor(private readonly screen: Screen = process.stderr) {}

  /** How much of the work is done, in [0, 1]: posting a line is half of its work, closing its ticket the other. */
  get share(): number {
    return this.done;
  }

  get over(): boolean {
    return this.ended;
  }

  show(progress: Progress): void {
    const { total, posted, closed, failed } = progress;
    this.done = (posted + closed + failed) / (2 * total);
    if (!this.screen.isTTY) return this.showPart(progress);
    if (performance.now() - this.drawn < REDRAW_MS) return;
    this.drawn = performance.now();
    this.screen.write(`\r\u001b[K${this.line(progress)}`);
  }

  /** A sentence of its own, above the bar. */
  say(sentence: string): void {
    this.screen.write(this.screen.isTTY ? `\r\u001b[K${sentence}\n` : `${sentence}\n`);
  }

  end(): void {
    this.ended = true;
    if (this.screen.isTTY) this.screen.write('\r\u001b[K');
  }

  private showPart(progress: Progress): void {
    const parts = Math.floor((PARTS * (progress.closed + progress.failed)) / progress.total);
    if (parts <= this.parts) return;
    this.parts = parts;
    this.screen.write(`${this.line(progress)}\n`);
  }

  private line({ total, posted, closed, failed, inFlight }: Progress): string {
    const full = Math.round((WIDTH * (closed + failed)) / total);
    const seconds = Math.round((performance.now() - this.start) / 1000);
    const wrong = failed > 0 ? `, ${failed} failed` : '';
    const bar = `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}]`;
    return `${bar} ${closed}/${total} closed${wrong}, ${posted} posted, ${inFlight} in hand, ${seconds} s`;
  }
}
