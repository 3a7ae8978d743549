import { startService, type CommonSettings, type RunningService, type ServiceDefinition } from '@gridwhistle/platform';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { exampleEnvironment } from './example-environment.js';
import { freshBus, type FreshBus } from './fresh-bus.js';
import { freshDatabase, type FreshDatabase } from './fresh-database.js';
import { SERVICE_SCHEMAS } from './servers/index.js';
import { until } from './until.js';

/** A running service and what it stands on. */
export interface Ground {
  readonly database: FreshDatabase;
  readonly bus: FreshBus;
  readonly nats: NatsConnection;
  readonly service: RunningService;
  /** Starts another instance on the same servers, with `more` over its settings; it ends with the ground. */
  another(more: Readonly<Record<string, string>>): Promise<RunningService>;
  close(): Promise<void>;
}

/** Starts a service on a database and a bus of its own, with the examples of its settings and `environment` over them. */
export async function groundFor<S extends CommonSettings>(
  definition: ServiceDefinition<S>,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Ground> {
  const [database, bus] = await Promise.all([freshDatabase(), freshBus()]);
  const leave = async (): Promise<void> => {
    await bus.stop();
    await database.drop();
  };
  try {
    const nats = await connect({ servers: bus.url, user: bus.user, pass: bus.password });
    const settings = {
      ...exampleEnvironment(definition.settings),
      ...environment,
      GW_DATABASE_URL: database.url(SERVICE_SCHEMAS[definition.name]),
      GW_NATS_URL: bus.url,
      GW_NATS_USER: bus.user,
      GW_NATS_PASSWORD: bus.password,
    };
    const services: RunningService[] = [];
    const another = async (more: Readonly<Record<string, string>>): Promise<RunningService> => {
      const started = await startService(definition, { ...settings, ...more });
      services.push(started);
      return started;
    };
    const service = await another({});
    const close = async (): Promise<void> => {
      await Promise.all(services.map((each) => each.stop()));
      await nats.close();
      await leave();
    };
    await until(() => isReady(service, nats)).catch(async (error: unknown) => {
      await close();
      throw error;
    });
    return { database, bus, nats, service, another, close };
  } catch (error) {
    await leave().catch(() => undefined);
    throw error;
  }
}

/** It answers, and events that a test publishes find a stream. */
async function isReady(service: RunningService, nats: NatsConnection): Promise<boolean> {
  const { ok } = await fetch(`${service.url}/readyz`);
  return ok && (await (await jetstreamManager(nats)).streams.names().next()).length > 0;
}
