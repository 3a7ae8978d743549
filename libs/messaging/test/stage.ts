import {
  COMMON_SETTINGS,
  exampleSettings,
  startService,
  type RunningService,
  type ServiceDefinition,
} from '@gridwhistle/platform';
import { freshBus, freshDatabase, SERVICE_SCHEMAS, type FreshBus, type FreshDatabase } from '@gridwhistle/testing';
import { connected } from '@gridwhistle/testing/stage';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';

const EXAMPLES = exampleSettings(COMMON_SETTINGS);
export const DISTRICT = EXAMPLES.GW_DISTRICT;
export const STREAM = `GW_${DISTRICT}`;

/** What services and tests need of a bus. */
type Reachable = Pick<FreshBus, 'url' | 'user' | 'password' | 'stop'>;

/** A database and a bus of its own, and the services that a test starts on them. */
export class Stage<Bus extends Reachable = FreshBus> {
  private readonly services: RunningService[] = [];
  private readonly connections: NatsConnection[] = [];
  private readonly urls: Record<string, string> = {};

  private constructor(
    readonly database: FreshDatabase,
    readonly bus: Bus,
  ) {}

  static async open(): Promise<Stage> {
    return Stage.on(await freshBus());
  }

  static async on<Bus extends Reachable>(bus: Bus): Promise<Stage<Bus>> {
    return new Stage(await freshDatabase(), bus);
  }

  /** What a service started by hand needs in its environment. */
  environment(definition: ServiceDefinition): Record<string, string> {
    const examples = Object.entries(COMMON_SETTINGS).map(([key, { example }]) => [key, example] as const);
    return {
      ...Object.fromEntries(examples.filter(([key]) => key !== 'GW_OTLP_URL')),
      GW_DATABASE_URL: this.database.url(SERVICE_SCHEMAS[definition.name]),
      GW_NATS_URL: this.bus.url,
      GW_NATS_USER: this.bus.user,
      GW_NATS_PASSWORD: this.bus.password,
      GW_PORT: '0',
      GW_LOG_LEVEL: 'fatal',
      ...this.urls,
    };
  }

  async start(definition: ServiceDefinition, more: Record<string, string> = {}): Promise<RunningService> {
    const service = await startService(definition, { ...this.environment(definition), ...more });
    this.urls[`GW_URL_${definition.name.toUpperCase().replace('-', '_')}`] = service.url;
    this.services.push(service);
    return service;
  }

  async nats(): Promise<NatsConnection> {
    const connection = await connect({
      servers: this.bus.url.split(','),
      user: this.bus.user,
      pass: this.bus.password,
    });
    this.connections.push(connection);
    return connection;
  }

  async jsm(): Promise<JetStreamManager> {
    return jetstreamManager(await this.nats());
  }

  async close(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
    await Promise.all(this.connections.map((connection) => connection.close()));
    await this.bus.stop();
    await this.database.drop();
  }
}

/** Rows of a service's own schema. */
export const rows = <Row>(service: RunningService, sql: string, values: unknown[] = []): Promise<Row[]> =>
  connected(() => service.app.get(DataSource).query<Row[]>(sql, values));

export const ids = (count: number): string[] => Array.from({ length: count }, () => v7());

/** GET or POST of an internal endpoint. */
export async function internal<T>(service: RunningService, path: string, method = 'GET'): Promise<T> {
  const headers = { authorization: `Bearer ${EXAMPLES.GW_INTERNAL_KEY}` };
  const answer = await fetch(`${service.url}/internal/${path}`, { method, headers });
  return (await answer.json()) as T;
}
