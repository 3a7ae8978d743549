import { Database, InternalClient } from '@gridwhistle/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Applier } from './applier.js';
import { Reader } from './arrival.js';
import { BatchConsumer } from './batch-consumer.js';
import { Bus } from './bus.js';
import { Gaps } from './gap.js';
import { Handlers } from './handlers.js';
import { OwnDurables } from './healing/own-durables.js';
import { Inbox } from './inbox.js';
import { MessagingMetrics } from './metrics.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './options.js';
import { Starts } from './starts.js';

interface Running {
  durable: string;
  inbox: Inbox;
  applier: Applier;
  consumer: BatchConsumer;
}

/** The service's durables, each with its consumer. */
@Injectable()
export class Consumers {
  private running: Running[] = [];

  constructor(
    private readonly handlers: Handlers,
    private readonly database: Database,
    private readonly client: InternalClient,
    private readonly bus: Bus,
    private readonly durables: OwnDurables,
    private readonly metrics: MessagingMetrics,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  /** Checks the handlers in any case; with consumers switched off nothing is consumed. */
  start(): void {
    const durables = [...this.handlers.byDurable().keys()];
    if (!this.options.consumers) return;
    this.running = durables.map((durable) => this.build(durable));
    this.running.forEach(({ consumer }) => consumer.start());
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.map(({ consumer }) => consumer.stop()));
  }

  /** Durables that do not receive messages now, and how many early messages wait. */
  state(): { deaf: string[]; waiting: number } {
    const deaf = this.running
      .filter(({ inbox }) => !inbox.listening || !this.bus.connected)
      .map(({ durable }) => durable);
    return { deaf, waiting: this.running.reduce((sum, { consumer }) => sum + consumer.waiting, 0) };
  }

  /** Events settled since the start. */
  settled(): number {
    return this.running.reduce((sum, { applier }) => sum + applier.settled, 0);
  }

  private build(durable: string): Running {
    const { database, metrics } = this;
    const { paceMs } = this.options;
    const entities = this.handlers.entitiesOf(durable);
    const reader = new Reader(this.handlers.byDurable().get(durable) ?? new Map(), entities);
    const inbox = new Inbox(durable, entities, this.bus, this.durables, this.options);
    const starts = new Starts(database, durable);
    const applier = new Applier(durable, database, starts, metrics);
    const gaps = new Gaps(this.client, reader);
    const consumer = new BatchConsumer({ name: durable, inbox, reader, applier, starts, gaps, metrics, paceMs });
    return { durable, inbox, applier, consumer };
  }
}
