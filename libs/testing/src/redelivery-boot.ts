import { Applier, Handlers, MessagingMetrics, Reader, Starts, type Arrival } from '@gridwhistle/messaging';
import {
  Database,
  startService,
  type CommonSettings,
  type RunningService,
  type ServiceDefinition,
} from '@gridwhistle/platform';
import { DataSource } from 'typeorm';
import { exampleEnvironment } from './example-environment.js';
import { freshDatabase } from './fresh-database.js';
import type { Recorded } from './redelivery-recording.js';
import { SERVICE_SCHEMAS } from './servers/index.js';
import { connected } from './until.js';

/** A service on a database of its own, without a bus: events are handed to its handlers directly. */
export interface Booted {
  service: RunningService;
  source: DataSource;
  database: Database;
  stop(): Promise<void>;
}

const NO_BUS = 'nats://127.0.0.1:9';

/** Boots with the examples of the settings; `env` overrides them. */
export async function bootAlone<S extends CommonSettings>(
  definition: ServiceDefinition<S>,
  env: Readonly<Record<string, string>>,
): Promise<Booted> {
  const fresh = await freshDatabase();
  const service = await startService(definition, {
    ...exampleEnvironment(definition.settings),
    GW_DATABASE_URL: fresh.url(SERVICE_SCHEMAS[definition.name]),
    GW_NATS_URL: NO_BUS,
    GW_CONSUMERS: 'off',
    ...env,
  });
  const stop = async (): Promise<void> => {
    await service.stop();
    await fresh.drop();
  };
  return { service, source: service.app.get(DataSource), database: service.app.get(Database), stop };
}

/** Hands events to one durable's handlers, through the same gates as in production. */
export class Hand {
  private readonly reader: Reader;
  private readonly applier: Applier;

  constructor(
    { service, database }: Booted,
    readonly durable: string,
  ) {
    const handlers = service.app.get(Handlers);
    this.reader = new Reader(handlers.byDurable().get(durable) ?? new Map(), handlers.entitiesOf(durable));
    const starts = new Starts(database, durable);
    this.applier = new Applier(durable, database, starts, service.app.get(MessagingMetrics));
  }

  /** One batch in one transaction; returns what came too early. Throws what a handler throws. */
  async deliver(events: readonly Recorded[], again = false): Promise<Recorded[]> {
    const arrivals = new Map<Arrival, Recorded>();
    for (const event of events) {
      arrivals.set({ ...this.reader.fromOwner(event.subject, event.envelope), again }, event);
    }
    const early = await connected(() => this.applier.apply([...arrivals.keys()]));
    return early.map((arrival) => arrivals.get(arrival)).filter((event) => event !== undefined);
  }
}

/** A hand for each durable of the service. */
export const handsOf = (booted: Booted): Hand[] =>
  [...booted.service.app.get(Handlers).byDurable().keys()].map((durable) => new Hand(booted, durable));

/** The events that a durable is given: those of its entities. */
export function eventsFor(booted: Booted, durable: string, events: readonly Recorded[]): Recorded[] {
  const entities = booted.service.app.get(Handlers).entitiesOf(durable);
  return events.filter(({ subject }) => entities.includes(subject.split('.')[2] ?? ''));
}
