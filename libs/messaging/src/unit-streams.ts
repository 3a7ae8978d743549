import { setTimeout as delay } from 'node:timers/promises';
import { CODE } from '@gridwhistle/contracts';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { AckPolicy, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { Bus } from './bus.js';
import { ensureDurable, type DurableConfig } from './durable.js';
import { OwnDurables } from './healing/own-durables.js';
import { UnitStarts } from './healing/unit-starts.js';
import { MESSAGING_OPTIONS, streamName, type MessagingOptions } from './options.js';
import { ensureStream } from './stream.js';

const ACK_WAIT_MS = 30_000;
const MAX_UNACKNOWLEDGED = 1_000;
const RETRY_MS = 1_000;

/** Name of the durable that holds a unit's own stream. */
export const unitDurable = (unit: string): string => `unit-${unit}`;

/** A durable per unit with everything the unit holds: what departments read. Only we create consumers. */
@Injectable()
export class UnitStreams {
  private readonly log = new Logger('UnitStreams');
  private readonly wanted = new Set<string>();
  private readonly making = new Set<string>();
  private stopped = false;

  constructor(
    private readonly bus: Bus,
    private readonly durables: OwnDurables,
    private readonly starts: UnitStarts,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  /**
   * Makes sure that these units have their durables; existing ones keep their place. Resolves when it is done, which
   * is when NATS answers: nothing that a user waits for may wait for it. A new durable starts with the unit's first event.
   */
  async ensure(units: readonly string[]): Promise<void> {
    const wrong = units.find((unit) => !CODE.test(unit));
    if (wrong !== undefined) throw new Error(`${wrong} is no unit code`);
    units.forEach((unit) => this.wanted.add(unit));
    while (!this.stopped) {
      try {
        return await this.create(units);
      } catch (error) {
        if (this.stopped) return;
        this.log.warn(`cannot make the units' durables now: ${(error as Error).message}; trying on`);
        await delay(RETRY_MS, undefined, { ref: false });
      }
    }
  }

  /** Makes what is not among these durables and should be: it went with its stream. Returns at once. */
  missing(existing: readonly string[]): void {
    const gone = [...this.wanted].filter((unit) => !existing.includes(unitDurable(unit)) && !this.making.has(unit));
    for (const unit of gone) {
      this.making.add(unit);
      void this.ensure([unit]).finally(() => this.making.delete(unit));
    }
  }

  stop(): void {
    this.stopped = true;
  }

  private async create(units: readonly string[]): Promise<void> {
    const jsm = await jetstreamManager(await this.bus.ready());
    await ensureStream(jsm, this.options);
    for (const unit of units) {
      const startOf = (durable: string) => this.start(jsm, durable);
      await ensureDurable(jsm, streamName(this.options.district), this.config(unit), startOf);
      this.durables.own(unitDurable(unit));
    }
  }

  /** A durable that has been there before goes on where it was, also in a stream that had to be sent again. */
  private async start(jsm: JetStreamManager, durable: string): Promise<number | undefined> {
    const before = await this.durables.known(durable);
    const start = await this.durables.start(durable);
    if (!before || start !== undefined) return start;
    const { created } = await ensureStream(jsm, this.options);
    return this.starts.start(durable, created);
  }

  private config(unit: string): DurableConfig {
    return {
      durable_name: unitDurable(unit),
      description: `events of what ${unit} holds`,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(ACK_WAIT_MS),
      max_deliver: -1,
      max_ack_pending: MAX_UNACKNOWLEDGED,
      filter_subject: `gw.${this.options.district}.*.*.${unit}`,
    };
  }
}
