import { setTimeout as delay } from 'node:timers/promises';
import { contractOf, envelopeOf, subjectOf, type Envelope } from '@gridwhistle/contracts';
import { digestOf, type RunningService } from '@gridwhistle/platform';
import { jetstream } from '@nats-io/jetstream';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import type { FreshDatabase } from './fresh-database.js';
import type { Ground } from './ground.js';
import { COUNTY } from './small-district.js';
import { connected } from './until.js';

const BUSY_TRIES = 40;
const BUSY_MS = 500;

type Json = Record<string, unknown>;

/** An answer with its JSON body, a resource or a problem. */
export interface Answer<Body = Json> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body & { code?: string; errors?: { field?: string; code?: string }[] };
}

/** What is sent with a request; a text as `body` goes as it is, everything else as JSON. */
export interface Sending {
  readonly token?: string | undefined;
  readonly ifMatch?: number | string | undefined;
  /** Idempotency-Key. */
  readonly key?: string | undefined;
  /** The reporter's code. */
  readonly code?: string | undefined;
  readonly body?: unknown;
}

/** Another service's event: about which aggregate, held by whom, when; now when `at` is left out. */
export interface Telling {
  readonly id: string;
  /** Left out where no ticket is concerned. */
  readonly ticketId?: string;
  readonly unit?: string;
  readonly at?: Date;
}

/** One service on real servers, asked from outside: a test's stage extends it with what stands beside the service. */
export class ServiceStage {
  private readonly sequences = new Map<string, number>();
  readonly database: FreshDatabase;
  readonly service: RunningService;

  constructor(protected readonly ground: Ground) {
    this.database = ground.database;
    this.service = ground.service;
  }

  close(): Promise<void> {
    return this.ground.close();
  }

  async send<Body = Json>(method: string, path: string, sending: Sending = {}): Promise<Answer<Body>> {
    const { body } = sending;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const request = { method, headers: headersOf(sending), ...(body === undefined ? {} : { body: text }) };
    const answer = await fetch(`${this.service.url}${path}`, request);
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer<Body>['body'] };
  }

  /** The same, tried again while the service says that it is busy, as any caller does: the machine may do other work. */
  async sure<Body = Json>(method: string, path: string, sending: Sending = {}): Promise<Answer<Body>> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.send<Body>(method, path, sending);
      if (answer.status !== 503 || attempt === BUSY_TRIES) return answer;
      await delay(BUSY_MS);
    }
  }

  /** A command of a unit over the bus. */
  async command(unit: string, name: string, body: object): Promise<Answer['body']> {
    const subject = `cmd.${COUNTY}.${unit}.${name}`;
    return (await this.ground.nats.request(subject, JSON.stringify(body), { timeout: 5000 })).json();
  }

  /** Another service's event arrives over the bus; an aggregate's events count up. */
  async tell(event: object, { id, ticketId, unit, at }: Telling): Promise<void> {
    const contract = contractOf(event);
    const key = `${contract.entity}/${id}`;
    const sequence = (this.sequences.get(key) ?? 0) + 1;
    this.sequences.set(key, sequence);
    const about = { aggregateId: id, sequence, ticketId: ticketId ?? null, unit: unit ?? null };
    const time = at ?? (await this.now());
    await this.arrive(
      subjectOf(COUNTY, contract.name, about.unit),
      envelopeOf(contract, event, { id: v7(), district: COUNTY, time, ...about }),
    );
  }

  /** An event that is recorded already arrives over the bus. */
  async arrive(subject: string, envelope: Envelope): Promise<void> {
    await jetstream(this.ground.nats).publish(subject, JSON.stringify(envelope));
  }

  /** Rows of the service's own schema. */
  rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return connected(() => this.service.app.get(DataSource).query<Row[]>(sql, values));
  }

  async count(table: string): Promise<number> {
    return (await this.rows<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? 0;
  }

  /** What the service published about a ticket, in order. */
  async events(ticketId: string): Promise<Envelope[]> {
    const sql = 'select envelope from event_log where ticket_id = $1 order by id';
    const rows = await this.rows<{ envelope: string }>(sql, [ticketId]);
    return rows.map(({ envelope }) => JSON.parse(envelope) as Envelope);
  }

  /** The console's next version has arrived in the service's schema. */
  async putInForce(document: object): Promise<void> {
    const digest = digestOf(document).toString('hex');
    const next = 'update profile_copy set version = version + 1, wanted = version + 1, digest = $1, document = $2';
    await this.rows(next, [digest, JSON.stringify(document)]);
  }

  private async now(): Promise<Date> {
    const [row] = await this.rows<{ now: Date }>('select gw_now() as now');
    return row?.now ?? new Date(Number.NaN);
  }
}

function headersOf({ token, ifMatch, key, code, body }: Sending): Record<string, string> {
  return {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
    ...(code === undefined ? {} : { 'gw-reporter-code': code }),
  };
}
