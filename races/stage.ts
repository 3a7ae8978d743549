import { surgeOf } from '../faults/load/jobs.js';
import type { District } from '../tools/replay/district.js';
import { enter, type Entered, type Job, type Setting } from '../tools/replay/entering.js';
import { dispatch } from '../tools/replay/handling.js';
import { refusal, until } from '../tools/replay/http.js';
import { Matter, type OrderView, type TicketView } from '../tools/replay/matter.js';
import { Person, type Versioned } from '../tools/replay/person.js';
import { RESULT } from '../tools/replay/words.js';
import { request, summon, turnUp, type WhistleView } from '../tools/replay/whistling.js';
import type { Command } from './pairs/pair.js';

/** One of so many matters came from 12345. */
const HOTLINE_EVERY = 4;

/** Only a resident has the code that a reporter shows. */
export type Channel = 'any' | 'resident';

/** A matter in somebody's hands. */
export interface Hand {
  readonly matter: Matter;
  readonly entered: Entered;
  readonly order: OrderView;
  /** Matters that it is merged with. */
  readonly others?: readonly Hand[];
}

/** A whistle with the township's order; later with the departments' orders, the lead's first. */
export interface Whistled extends Hand {
  readonly whistle: WhistleView;
  readonly lead: string;
}

/** Brings new matters to where two commands are allowed, as staff would. */
export class Stage {
  private made = 0;

  constructor(
    private readonly setting: Setting,
    /** Tells this meeting from every other one of the run. */
    private readonly nth: number,
  ) {}

  get district(): District {
    return this.setting.district;
  }

  async issued(channel: Channel = 'any'): Promise<Hand> {
    const job = this.job(channel);
    const entered = await enter(job, this.setting);
    const matter = new Matter(this.district, entered.ticketId);
    if (!job.plan.placed) await dispatch(job, matter, this.setting);
    return { matter, entered, order: await matter.lead(1) };
  }

  async accepted(channel?: Channel): Promise<Hand> {
    return this.accept(await this.issued(channel));
  }

  async resolved(channel?: Channel): Promise<Hand> {
    const hand = await this.accepted(channel);
    return { ...hand, order: await hand.matter.act(hand.order, 'resolve', RESULT.of('solved')) };
  }

  /** Its result is confirmed, and its reporter is asked. */
  async settled(): Promise<Hand> {
    const hand = await this.resolved('resident');
    const settled = { ...hand, order: await hand.matter.act(hand.order, 'confirm') };
    await this.asked(hand.entered);
    return settled;
  }

  async returned(): Promise<Hand> {
    const hand = await this.issued();
    return { ...hand, order: await hand.matter.act(hand.order, 'return', { reason: RESULT.return }) };
  }

  /** Handed up once, and not yet taken. */
  async issuedAtVillage(): Promise<Hand> {
    return this.raise(await this.accepted());
  }

  async atVillage(): Promise<Hand> {
    return this.accept(await this.issuedAtVillage());
  }

  async issuedAtTownship(channel?: Channel): Promise<Hand> {
    return this.raise(await this.accept(await this.raise(await this.accepted(channel))));
  }

  async atTownship(channel?: Channel): Promise<Hand> {
    return this.accept(await this.issuedAtTownship(channel));
  }

  async whistled(channel?: Channel): Promise<Whistled> {
    const hand = await this.atTownship(channel);
    const units = this.departmentsFor(hand.order);
    return {
      ...hand,
      lead: units.lead,
      whistle: await request(hand.matter, hand.order, { ...units, key: this.key() }),
    };
  }

  async summoned(): Promise<Whistled> {
    const asked = await this.whistled();
    return { ...asked, whistle: await summon(asked.matter, asked.whistle) };
  }

  /** Both departments have reported in and resolved, the assist first; the lead's order is in hand. */
  async worked(): Promise<Whistled> {
    const whistled = await this.summoned();
    const { matter, whistle, lead, order } = whistled;
    const resolved: OrderView[] = [];
    for (const unit of [this.departmentsFor(order).assist, lead])
      resolved.push(await matter.act(await turnUp(matter, whistle, unit), 'resolve', RESULT.of('solved')));
    const look = () => this.district.staffOf(whistle.township).see<WhistleView>(`/whistles/${whistle.id}`);
    return { ...whistled, order: resolved.at(-1) ?? order, whistle: await look() };
  }

  departmentsFor({ category }: OrderView): { lead: string; assist: string; other: string } {
    const lead = this.district.departmentOf(category);
    const [assist, other] = this.district.departments.filter(({ code }) => code !== lead);
    if (!assist || !other) throw new Error('the district has three departments');
    return { lead, assist: assist.code, other: other.code };
  }

  /** The order that a whistle gave its lead. */
  leadOrder({ whistle, lead }: Whistled): Promise<OrderView> {
    const id = whistle.attendance.find(({ unit }) => unit === lead)?.orderId ?? '';
    return this.district.staffOf(lead).see<OrderView>(`/orders/${id}`);
  }

  ticket({ matter }: Pick<Hand, 'matter'>): Promise<TicketView> {
    return this.district.centre.see<TicketView>(`/tickets/${matter.ticketId}`);
  }

  /** Has a command done before the meeting, and sees what came of it. @throws Error when it is refused */
  async done<V extends Versioned>({ by, path, body, headers }: Command): Promise<V> {
    const answer = await by.post<V>(path, body, headers);
    if (answer.status >= 300) throw refusal(path, answer);
    return answer.body;
  }

  /** What only the reporter may do, with the code. */
  asReporter({ entered }: Hand, act: string, body: object = {}): Command {
    const by = new Person(this.district.faces);
    const { ticketId, code } = entered;
    return { by, to: 'intake', path: `/tickets/${ticketId}/${act}`, body: { ...body, code }, headers: {} };
  }

  /** A key that nothing else of this run has. */
  key(): string {
    return `races-${this.setting.run}-${this.nth}-${this.made++}`;
  }

  private async accept(hand: Hand): Promise<Hand> {
    return { ...hand, order: await hand.matter.act(hand.order, 'accept') };
  }

  private async raise({ matter, entered, order }: Hand): Promise<Hand> {
    await matter.act(order, 'raise', { reason: RESULT.raise });
    return { matter, entered, order: await matter.lead(1) };
  }

  /** Intake knows that there is a result. */
  private async asked({ ticketId, code }: Entered): Promise<void> {
    const reporter = new Person(this.district.faces);
    const look = () => reporter.get<{ rateable: boolean }>(`/tickets/${ticketId}`, { 'gw-reporter-code': code });
    await until(`the result of ${ticketId} at intake`, look, ({ body }) => body.rateable);
  }

  private job(channel: Channel): Job {
    const [job] = surgeOf(`${this.setting.run}:${this.made}`, this.nth * 10 + this.made++, 1);
    if (!job) throw new Error('one was asked for');
    if (channel === 'resident' || this.nth % HOTLINE_EVERY > 0) return job;
    return { ...job, plan: { ...job.plan, channel: 'hotline', placed: false } };
  }
}
