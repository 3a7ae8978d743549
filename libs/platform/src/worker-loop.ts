import { Logger } from '@nestjs/common';

/**
 * Repeats a piece of work that waits in a table: at once while it says that there may be more, else after a pause or
 * when it is woken. What it throws is logged, and tried again after the pause.
 */
export class WorkerLoop {
  private readonly logger: Logger;
  private stopping = false;
  private rung = false;
  private wakeUp: () => void = () => undefined;
  private running: Promise<void> | undefined;

  constructor(
    name: string,
    private readonly pauseMs: number,
    private readonly work: () => Promise<boolean>,
  ) {
    this.logger = new Logger(name);
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Looks again now: something was written. */
  wake(): void {
    this.rung = true;
    this.wakeUp();
  }

  /** Ends after the piece of work at hand. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wakeUp();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping) if (!(await this.once())) await this.pause();
  }

  private async once(): Promise<boolean> {
    try {
      return await this.work();
    } catch (error) {
      this.logger.warn(error);
      return false;
    }
  }

  private async pause(): Promise<void> {
    if (!this.rung && !this.stopping) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.pauseMs);
        this.wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.rung = false;
  }
}
