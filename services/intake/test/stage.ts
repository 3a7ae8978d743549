import { setTimeout as delay } from 'node:timers/promises';
import { contractOf, envelopeOf, subjectOf, type Envelope } from '@gridwhistle/contracts';
import { startService, type Membership, type RunningService } from '@gridwhistle/platform';
import { freshBus, freshDatabase, type FreshBus, type FreshDatabase } from '@gridwhistle/testing';
import { jetstream } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { INTAKE_SETTINGS } from '../src/config.js';
import { definition } from '../src/index.js';
import { startNeighbours, type Neighbours } from './neighbours.js';

export interface Answer {
  status: number;
  headers: Headers;
  // Bodies are looked at field by field.
  body: Record<string, unknown> & { code?: string; errors?: { field?: string; code?: string }[] };
}

interface Call {
  token?: string;
  key?: string;
  code?: string;
  body?: unknown;
  raw?: string;
}

/** Intake on a database and a bus of its own, between the neighbours it speaks to. */
export class Stage {
  private readonly sequences = new Map<string, number>();

  private constructor(
    readonly database: FreshDatabase,
    readonly bus: FreshBus,
    readonly nats: NatsConnection,
    readonly neighbours: Neighbours,
    readonly intake: RunningService,
  ) {}

  static async open(): Promise<Stage> {
    const [database, bus, neighbours] = [await freshDatabase(), await freshBus(), await startNeighbours()];
    const nats = await connect({ servers: bus.url, user: bus.user, pass: bus.password });
    const intake = await startService(definition, {
      ...exampleEnvironment(),
      ...neighbours.environment,
      GW_DATABASE_URL: database.url('intake'),
      GW_NATS_URL: bus.url,
      GW_NATS_USER: bus.user,
      GW_NATS_PASSWORD: bus.password,
    });
    const stage = new Stage(database, bus, nats, neighbours, intake);
    await until(async () => (await fetch(`${intake.url}/readyz`)).ok);
    return stage;
  }

  async close(): Promise<void> {
    await this.intake.stop();
    await this.nats.close();
    this.neighbours.close();
    await this.bus.stop();
    await this.database.drop();
  }

  async call(method: string, path: string, { token, key, code, body, raw }: Call = {}): Promise<Answer> {
    const headers = {
      ...(body === undefined && raw === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(code === undefined ? {} : { 'gw-reporter-code': code }),
    };
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await fetch(`${this.intake.url}${path}`, {
      method,
      headers,
      ...(sent === undefined ? {} : { body: sent }),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer['body'] };
  }

  /** Reports a matter; a fresh key unless one is given. */
  report(body: object, more: Call & { query?: string } = {}): Promise<Answer> {
    return this.call('POST', `/api/v1/tickets${more.query ?? ''}`, { key: v7(), ...more, body });
  }

  token(...memberships: Membership[]): Promise<string> {
    return this.neighbours.token(memberships);
  }

  rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.intake.app.get(DataSource).query<Row[]>(sql, values);
  }

  async count(table: string): Promise<number> {
    return (await this.rows<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? 0;
  }

  /** The events that intake published about a ticket, in order. */
  async events(ticketId: string): Promise<Envelope[]> {
    const sql = 'select envelope from event_log where ticket_id = $1 order by id';
    return (await this.rows<{ envelope: string }>(sql, [ticketId])).map(
      ({ envelope }) => JSON.parse(envelope) as Envelope,
    );
  }

  /** Another service's event arrives over the bus. */
  async tell(event: object, about: { id: string; ticketId: string; unit?: string }): Promise<void> {
    const contract = contractOf(event);
    const sequence = (this.sequences.get(`${contract.entity}/${about.id}`) ?? 0) + 1;
    this.sequences.set(`${contract.entity}/${about.id}`, sequence);
    const parts = {
      id: v7(),
      district: '522730',
      aggregateId: about.id,
      sequence,
      time: new Date(),
      unit: about.unit ?? null,
    };
    const envelope = envelopeOf(contract, event, { ...parts, ticketId: about.ticketId });
    await jetstream(this.nats).publish(subjectOf('522730', contract.name, parts.unit), JSON.stringify(envelope));
  }

  /** A command of a unit over the bus. */
  async command(unit: string, name: string, body: object): Promise<Answer['body']> {
    const reply = await this.nats.request(`cmd.522730.${unit}.${name}`, JSON.stringify(body), { timeout: 5000 });
    return reply.json();
  }
}

function exampleEnvironment(): Record<string, string> {
  const examples = Object.entries(INTAKE_SETTINGS).filter(([key]) => key !== 'GW_OTLP_URL');
  return {
    ...Object.fromEntries(examples.map(([key, { example }]) => [key, example])),
    GW_PORT: '0',
    GW_LOG_LEVEL: 'fatal',
  };
}

/** Waits until the check holds. */
export async function until(check: () => Promise<boolean>, withinMs = 20_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await check()); await delay(25)) {
    if (Date.now() > end) throw new Error(`did not come true in ${withinMs} ms: ${check.toString()}`);
  }
}
