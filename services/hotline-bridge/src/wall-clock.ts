import { performance } from 'node:perf_hooks';
import { Database } from '@gridwhistle/platform';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';

const FRESH_MS = 60_000;

/**
 * The world's time by the database's clock, which all instances share: a partner refuses what is signed by a machine
 * whose own clock is wrong. It is read once a minute and counted on in between.
 */
@Injectable()
export class WallClock implements OnApplicationBootstrap {
  /** Milliseconds since 1970 at a moment of this process. */
  private seen = { time: 0, at: -Infinity };

  constructor(private readonly database: Database) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.look();
  }

  now(): Date {
    const at = performance.now();
    const { time, at: since } = this.seen;
    if (at - since > FRESH_MS) void this.look().catch(() => undefined);
    return new Date(time + at - since);
  }

  private async look(): Promise<void> {
    const [row] = await this.database.source.query<{ ms: number }[]>(
      `select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
    );
    if (row) this.seen = { time: row.ms, at: performance.now() };
  }
}
