import type { RecountComparison, RecountState, StaffList } from '@gridwhistle/contracts';
import { keepCopy, Registry } from '@gridwhistle/registry/copy';
import { digestOf, type RunningService } from '@gridwhistle/platform';
import { readProfile, type ProfileDocument } from '@gridwhistle/registry';
import { Progress, streamName } from '@gridwhistle/messaging';
import type { StaffRole } from '@gridwhistle/kernel';
import type { Recorded } from '@gridwhistle/testing/redelivery';
import { COUNTY } from '@gridwhistle/testing/small-district';
import {
  connected,
  groundFor,
  memberOf,
  ServiceStage,
  standInConsole,
  until,
  type Answer,
  type Ground,
  type StandInConsole,
} from '@gridwhistle/testing/stage';
import { jetstreamManager } from '@nats-io/jetstream';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import type { AssessmentView, FactView, UnitScoreView } from '../src/answers.js';
import { definition } from '../src/index.js';
import { district, PLAN } from './district.js';
import { historyIn } from './logs.js';

/** No test takes longer. */
const HELD_UP_MS = 600_000;
const INTERNAL_KEY = 'an-internal-key-of-32-characters-';

/** Assessment beside a stand-in for the console. */
export class Stage extends ServiceStage {
  private constructor(
    ground: Ground,
    readonly console: StandInConsole,
    /** The logs of the other services: what they have published. */
    readonly logs: Recorded[],
  ) {
    super(ground);
  }

  /** `staff`: what the console says about who works where. */
  static async open(profile = district(), staff: () => StaffList | undefined = () => undefined): Promise<Stage> {
    const logs: Recorded[] = [];
    const more = (path: string) => (path === '/internal/staff/posts' ? staff() : historyIn(logs, path));
    const console = await standInConsole(profile, more);
    const others = ['INTAKE', 'DISPATCH', 'ESCALATION'].map((name) => [`GW_URL_${name}`, console.url]);
    const environment = { ...console.environment, ...Object.fromEntries(others), GW_INTERNAL_KEY: INTERNAL_KEY };
    const stage = new Stage(await groundFor(definition, environment), console, logs);
    await stage.settled();
    return stage;
  }

  override async close(): Promise<void> {
    await super.close();
    this.console.close();
  }

  /** A token of somebody of the unit, as the profile describes the unit. */
  token(unit: string, ...roles: StaffRole[]): Promise<string> {
    return this.console.token([memberOf(district(), unit, ...roles)]);
  }

  get<Body>(path: string, token: string | undefined): Promise<Answer<Body>> {
    return this.send<Body>('GET', path, { token });
  }

  /** A creation; with a fresh key unless one is given. */
  post<Body>(path: string, token: string, body: object, key: string = v7()): Promise<Answer<Body>> {
    return this.sure<Body>('POST', path, { token, body, key });
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

  /** Another profile comes into force. */
  async apply(document: ProfileDocument): Promise<void> {
    const registry = this.service.app.get(Registry, { strict: false });
    const version = registry.version + 1;
    const copy = { version, digest: digestOf(document).toString('hex'), document: readProfile(document).document };
    await connected(() => keepCopy(this.service.app.get(DataSource), copy));
    registry.wake();
    await until(async () => registry.version === version);
  }

  /** Another instance on the same servers. */
  another(settings: Readonly<Record<string, string>> = {}): Promise<RunningService> {
    return this.ground.another(settings);
  }

  /** Meanwhile NATS gives the service no events. */
  async heldUp(work: () => Promise<void>): Promise<void> {
    const { consumers } = await jetstreamManager(this.ground.nats);
    const durable = [streamName(COUNTY), 'assessment-facts'] as const;
    await consumers.pause(...durable, new Date(Date.now() + HELD_UP_MS));
    await work();
    await consumers.resume(...durable);
  }

  /** Meanwhile NATS is away. */
  async withoutBus(work: () => Promise<void>): Promise<void> {
    await this.ground.bus.pause();
    await work();
    await this.ground.bus.resume();
  }

  /** How the figures of a period compare with the logs. */
  async recount(plan: string | undefined, period: string, keep = false): Promise<RecountComparison> {
    const path = `${this.service.url}/internal/recount`;
    const headers = { authorization: `Bearer ${INTERNAL_KEY}` };
    const named = plan === undefined ? '' : `plan=${plan}&`;
    const begun = await fetch(`${path}?${named}period=${period}&keep=${keep}`, { method: 'POST', headers });
    if (!begun.ok) throw new Error(await begun.text());
    let state: RecountState = { running: true, read: 0 };
    await until(async () => {
      state = (await (await fetch(path, { headers })).json()) as RecountState;
      return !state.running;
    });
    if (!state.comparison) throw new Error(state.failure);
    return state.comparison;
  }

  /** Other services' events arrive over the bus; comes back when they are handled. */
  async handle(events: readonly Recorded[]): Promise<void> {
    await this.told(events);
    await this.settled();
  }

  /** The same, and nobody waits. */
  async told(events: readonly Recorded[]): Promise<void> {
    this.logs.push(...events);
    for (const { subject, envelope } of events) await this.arrive(subject, envelope);
  }

  /** Everything that came is handled, and what is due by itself is done. */
  settled(): Promise<void> {
    return until(() => this.isIdle());
  }

  /** Listening, and everything that came is handled. */
  private async isIdle(): Promise<boolean> {
    const { pending } = await this.service.app
      .get(Progress)
      .drained()
      .catch(() => ({ pending: 1 }));
    return pending === 0;
  }
}
