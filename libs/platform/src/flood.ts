import type { Logger } from '@nestjs/common';

const EVERY_MS = 1_000;

/** Errors that may come by the thousand: one a second is logged, with how many there were like it. */
export class Flood {
  private count = 0;
  private saidAt = -Infinity;

  constructor(private readonly logger: Pick<Logger, 'error'>) {}

  add(error: unknown, now = performance.now()): void {
    this.count += 1;
    if (now - this.saidAt < EVERY_MS) return;
    this.logger.error(error, { refused: this.count });
    this.count = 0;
    this.saidAt = now;
  }
}
