import { setTimeout as delay } from 'node:timers/promises';
import { Progress } from '@gridwhistle/messaging';
import type { StaffRole } from '@gridwhistle/kernel';
import { startService, type Membership, type RunningService } from '@gridwhistle/platform';
import { freshBus, freshDatabase, type FreshBus, type FreshDatabase } from '@gridwhistle/testing';
import type { Recorded } from '@gridwhistle/testing/redelivery';
import { jetstream } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import type { AssessmentView, FactView, UnitScoreView } from '../src/answers.js';
import { ASSESSMENT_SETTINGS } from '../src/config.js';
import { definition } from '../src/index.js';
import { startConsole, type Console } from './console.js';
import { district, PLAN } from './district.js';

export interface Answer<Body = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: Body & { code?: string; errors?: { field?: string }[] };
}

/** Assessment on a database and a bus of its own, beside a stand-in for the console. */
export class Stage {
  private constructor(
    readonly database: FreshDatabase,
    readonly bus: FreshBus,
    readonly nats: NatsConnection,
    readonly console: Console,
    readonly service: RunningService,
  ) {}

  static async open(): Promise<Stage> {
    const [database, bus, console] = [await freshDatabase(), await freshBus(), await startConsole(district())];
    const nats = await connect({ servers: bus.url, user: bus.user, pass: bus.password });
    const service = await startService(definition, {
      ...exampleEnvironment(),
      ...console.environment,
      GW_DATABASE_URL: database.url('assessment'),
      GW_NATS_URL: bus.url,
      GW_NATS_USER: bus.user,
      GW_NATS_PASSWORD: bus.password,
    });
    const stage = new Stage(database, bus, nats, console, service);
    await until(async () => (await fetch(`${service.url}/readyz`)).ok);
    await until(() => stage.isIdle());
    return stage;
  }

  async close(): Promise<void> {
    await this.service.stop();
    await this.nats.close();
    this.console.close();
    await this.bus.stop();
    await this.database.drop();
  }

  /** A token of somebody of the unit, as the profile describes the unit. */
  token(unit: string, ...roles: StaffRole[]): Promise<string> {
    const { kind, tier, area } = district().units.find(({ code }) => code === unit) ?? {};
    const place = { ...(kind ? { kind } : {}), ...(tier ? { tier } : {}), ...(area ? { area } : {}) };
    return this.console.token([{ unit, roles: ['member', ...roles], ...place } satisfies Membership]);
  }

  async get<Body>(path: string, as: string | undefined): Promise<Answer<Body>> {
    return this.send<Body>(path, { headers: as === undefined ? {} : { authorization: `Bearer ${as}` } });
  }

  /** A creation; with a fresh key unless one is given. */
  async post<Body>(path: string, as: string, body: object, key: string = v7()): Promise<Answer<Body>> {
    const headers = { authorization: `Bearer ${as}`, 'content-type': 'application/json', 'idempotency-key': key };
    return this.send<Body>(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** The figures of a unit, as the caller sees them. */
  async scoreOf(unit: string, as: string, period = '2026-03'): Promise<UnitScoreView> {
    const { body } = await this.get<AssessmentView>(`/api/v1/assessments/${PLAN}/${period}?unit=${unit}`, as);
    if (!body.units?.[0]) throw new Error(JSON.stringify(body));
    return body.units[0];
  }

  /** Everything behind a figure, page by page. */
  async behind(list: string, as: string): Promise<FactView[]> {
    const facts: FactView[] = [];
    for (let next = `${list}&limit=2`; next !== '';) {
      const { body, headers } = await this.get<{ items: FactView[] }>(next, as);
      facts.push(...body.items);
      next = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? '';
    }
    return facts;
  }

  /** Other services' events arrive over the bus; comes back when they are handled. */
  async tell(events: readonly Recorded[]): Promise<void> {
    const stream = jetstream(this.nats);
    for (const { subject, envelope } of events) await stream.publish(subject, JSON.stringify(envelope));
    await until(() => this.isIdle());
  }

  /** Listening, and everything that came is handled. */
  private async isIdle(): Promise<boolean> {
    const { pending } = await this.service.app
      .get(Progress)
      .drained()
      .catch(() => ({ pending: 1 }));
    return pending === 0;
  }

  rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.service.app.get(DataSource).query<Row[]>(sql, values);
  }

  /** A command of a unit over the bus. */
  async command(unit: string, name: string, body: object): Promise<Answer['body']> {
    const reply = await this.nats.request(`cmd.522730.${unit}.${name}`, JSON.stringify(body), { timeout: 5000 });
    return reply.json();
  }

  private async send<Body>(path: string, request: RequestInit): Promise<Answer<Body>> {
    const answer = await fetch(`${this.service.url}${path}`, request);
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer<Body>['body'] };
  }
}

function exampleEnvironment(): Record<string, string> {
  const examples = Object.entries(ASSESSMENT_SETTINGS).filter(([key]) => key !== 'GW_OTLP_URL');
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
