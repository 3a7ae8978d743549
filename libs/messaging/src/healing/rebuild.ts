import { Inject, Injectable } from '@nestjs/common';
import { jetstreamManager } from '@nats-io/jetstream';
import { DataSource } from 'typeorm';
import { Bus } from '../bus.js';
import { MESSAGING_OPTIONS, streamName, type MessagingOptions } from '../options.js';
import { isMissing } from '../stream.js';
import { Healer } from './healer.js';

/** How far a service is with giving its whole log to a new stream. */
export interface RebuildState {
  /** Partitions that have not put their log back yet. */
  waiting: number;
  unsent: number;
  /** Events that were ever put back; it grows. */
  putBack: number;
}

const ASK = 'update relay_part set rebuild = true';
const STATE = `select (select count(*) from relay_part where rebuild)::int as waiting,
  (select count(*) from outbox)::int as unsent, (select coalesce(sum(events), 0) from relay_heal)::float8 as "putBack"`;

/** By hand: the whole log goes into a new stream. Every service is asked first, then one of them drops the old stream. */
@Injectable()
export class Rebuild {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: Bus,
    private readonly healer: Healer,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  /** When the stream is another one than now, everything is put back, not only what a durable still needs. */
  async ask(): Promise<RebuildState> {
    await this.dataSource.query(ASK);
    this.healer.expectAnother();
    return this.state();
  }

  async state(): Promise<RebuildState> {
    const [row] = await this.dataSource.query<RebuildState[]>(STATE);
    return row ?? { waiting: 0, unsent: 0, putBack: 0 };
  }

  /** Deletes the stream with all its durables; the relays notice and heal. */
  async drop(): Promise<void> {
    const jsm = await jetstreamManager(await this.bus.ready());
    await jsm.streams.delete(streamName(this.options.district)).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }
}
