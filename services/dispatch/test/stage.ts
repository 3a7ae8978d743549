import { setTimeout as delay } from 'node:timers/promises';
import {
  contractOf,
  envelopeOf,
  make,
  ReportReceived,
  subjectOf,
  WhistleApproved,
  type Envelope,
} from '@gridwhistle/contracts';
import type { StaffRole } from '@gridwhistle/kernel';
import { startService, type RunningService } from '@gridwhistle/platform';
import { freshBus, freshDatabase, type FreshBus, type FreshDatabase } from '@gridwhistle/testing';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import type { OrderView, TicketView } from '../src/answers.js';
import { DISPATCH_SETTINGS } from '../src/config.js';
import { definition } from '../src/index.js';
import { startConsole, type Console } from './console.js';
import { CATEGORY, COUNTY, district, GRID, ROOM, URBAN, WATER } from './district.js';

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { code?: string; errors?: { field?: string; code?: string }[] };
}

/** A PNG of one pixel. */
export const PIXEL = {
  mediaType: 'image/png',
  data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
};
export const RESULT = { result: 'The pipe is repaired', proof: [PIXEL] };

/** Dispatch on a database and a bus of its own, beside a stand-in for the console. */
export class Stage {
  private readonly sequences = new Map<string, number>();

  private constructor(
    readonly database: FreshDatabase,
    readonly bus: FreshBus,
    readonly nats: NatsConnection,
    readonly console: Console,
    readonly dispatch: RunningService,
  ) {}

  static async open(): Promise<Stage> {
    const [database, bus, console] = [await freshDatabase(), await freshBus(), await startConsole()];
    const nats = await connect({ servers: bus.url, user: bus.user, pass: bus.password });
    const dispatch = await startService(definition, {
      ...exampleEnvironment(),
      ...console.environment,
      GW_DATABASE_URL: database.url('dispatch'),
      GW_NATS_URL: bus.url,
      GW_NATS_USER: bus.user,
      GW_NATS_PASSWORD: bus.password,
    });
    const stage = new Stage(database, bus, nats, console, dispatch);
    const hasStream = async (): Promise<boolean> =>
      (await (await jetstreamManager(nats)).streams.names().next()).length > 0;
    const isReady = async (): Promise<boolean> => (await fetch(`${dispatch.url}/readyz`)).ok;
    await until(async () => (await isReady()) && (await hasStream())).catch(async (error: unknown) => {
      await stage.close();
      throw error;
    });
    return stage;
  }

  async close(): Promise<void> {
    await this.dispatch.stop();
    await this.nats.close();
    this.console.close();
    await this.bus.stop();
    await this.database.drop();
  }

  /** A token of somebody of the unit. */
  token(unit: string, ...roles: StaffRole[]): Promise<string> {
    const { kind, tier, area } = district().units.find(({ code }) => code === unit) ?? {};
    const place = { ...(kind ? { kind } : {}), ...(tier ? { tier } : {}), ...(area ? { area } : {}) };
    return this.console.token([{ unit, roles: ['member', ...roles], ...place }]);
  }

  async call(method: string, path: string, as?: string, body?: unknown, ifMatch?: number | string): Promise<Answer> {
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
      ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
    };
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(`${this.dispatch.url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: sent }),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer['body'] };
  }

  /** An act on an order by somebody of a unit, on its present version; fails unless it is done. */
  async act(unit: string, order: OrderView, act: string, body: object = {}): Promise<OrderView> {
    const { sequence } = await this.order(order.id);
    const answer = await this.call('POST', `/api/v1/orders/${order.id}/${act}`, await this.token(unit), body, sequence);
    if (answer.status !== 200) throw new Error(`${unit} ${act}: ${JSON.stringify(answer.body)}`);
    return answer.body as unknown as OrderView;
  }

  async order(id: string): Promise<OrderView> {
    const answer = await this.call('GET', `/api/v1/orders/${id}`, await this.token(`${COUNTY}-centre`));
    return answer.body as unknown as OrderView;
  }

  async ticket(id: string): Promise<TicketView> {
    const answer = await this.call('GET', `/api/v1/tickets/${id}`, await this.token(`${COUNTY}-centre`));
    return answer.body as unknown as TicketView;
  }

  /** The open order of a unit on a ticket, as soon as there is one. */
  async orderOf(ticketId: string, unit: string): Promise<OrderView> {
    const find = async (): Promise<OrderView | undefined> =>
      (await this.ticket(ticketId)).orders?.find(
        (order) => order.unit === unit && !['confirmed', 'raised', 'cancelled'].includes(order.state),
      );
    await until(async () => (await find()) !== undefined);
    return (await find()) as OrderView;
  }

  /** A report arrives over the bus; answers the ticket's id once it is open. */
  async report(change: Partial<ReportReceived> = {}): Promise<string> {
    const ticketId = v7();
    const facts = {
      photos: 0,
      anonymous: false,
      confidential: false,
      severity: 'normal',
      channel: 'resident',
    } as const;
    const report = make(ReportReceived, { ticketId, category: CATEGORY, grid: GRID, ...facts, ...change });
    await this.tell(report, { id: ticketId, ticketId });
    await until(async () => (await this.ticket(ticketId)).id === ticketId);
    return ticketId;
  }

  /** A whistle of the township for water and urban management is approved. */
  async whistle(ticketId: string, orderId: string): Promise<string> {
    const whistleId = v7();
    const event = { whistleId, ticketId, orderId, township: ROOM, kind: 'difficult-problem', onTime: true };
    await this.tell(make(WhistleApproved, { ...event, lead: WATER, assists: [URBAN] }), { id: whistleId, ticketId });
    return whistleId;
  }

  /** Another service's event arrives over the bus. */
  async tell(event: object, about: { id: string; ticketId: string; unit?: string }): Promise<void> {
    const contract = contractOf(event);
    const sequence = (this.sequences.get(`${contract.entity}/${about.id}`) ?? 0) + 1;
    this.sequences.set(`${contract.entity}/${about.id}`, sequence);
    const [now] = await this.rows<{ now: Date }>('select gw_now() as now');
    const place = { id: v7(), district: COUNTY, aggregateId: about.id, sequence, unit: about.unit ?? null };
    const time = now?.now ?? new Date();
    const envelope = envelopeOf(contract, event, { ...place, time, ticketId: about.ticketId });
    await jetstream(this.nats).publish(subjectOf(COUNTY, contract.name, place.unit), JSON.stringify(envelope));
  }

  rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.dispatch.app.get(DataSource).query<Row[]>(sql, values);
  }

  /** What dispatch published about a ticket, in order. */
  async events(ticketId: string): Promise<Envelope[]> {
    const sql = 'select envelope from event_log where ticket_id = $1 order by id';
    const rows = await this.rows<{ envelope: string }>(sql, [ticketId]);
    return rows.map(({ envelope }) => JSON.parse(envelope) as Envelope);
  }

  async eventNames(ticketId: string): Promise<string[]> {
    return (await this.events(ticketId)).map(({ type }) => type.replace(/\.v1$/, ''));
  }

  /** A command of a unit over the bus. */
  async command(unit: string, name: string, body: object): Promise<Answer['body']> {
    const reply = await this.nats.request(`cmd.${COUNTY}.${unit}.${name}`, JSON.stringify(body), { timeout: 5000 });
    return reply.json();
  }
}

function exampleEnvironment(): Record<string, string> {
  const examples = Object.entries(DISPATCH_SETTINGS).filter(([key]) => key !== 'GW_OTLP_URL');
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
