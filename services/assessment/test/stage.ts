import { Progress } from '@gridwhistle/messaging';
import type { StaffRole } from '@gridwhistle/kernel';
import type { Recorded } from '@gridwhistle/testing/redelivery';
import {
  groundFor,
  memberOf,
  ServiceStage,
  standInConsole,
  until,
  type Answer,
  type Ground,
  type StandInConsole,
} from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import type { AssessmentView, FactView, UnitScoreView } from '../src/answers.js';
import { definition } from '../src/index.js';
import { district, PLAN } from './district.js';

/** Assessment beside a stand-in for the console. */
export class Stage extends ServiceStage {
  private constructor(
    ground: Ground,
    readonly console: StandInConsole,
  ) {
    super(ground);
  }

  static async open(): Promise<Stage> {
    const console = await standInConsole(district());
    const stage = new Stage(await groundFor(definition, console.environment), console);
    await until(() => stage.isIdle());
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
    return this.send<Body>('POST', path, { token, body, key });
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
  async handle(events: readonly Recorded[]): Promise<void> {
    for (const { subject, envelope } of events) await this.arrive(subject, envelope);
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
}
