import { refusal, type Answer } from '../tools/replay/http.js';
import { Matter, type OrderAct, type OrderView, type TicketView } from '../tools/replay/matter.js';
import { Person } from '../tools/replay/person.js';
import { rateByCode } from '../tools/replay/rating.js';
import type { Ending } from '../tools/replay/tally.js';
import { middleOf } from '../tools/replay/terrain.js';
import { PHOTO, RESULT } from '../tools/replay/words.js';
import type { LadderAct } from './acts.js';
import type { Place } from './place.js';
import type { Scene } from './scene.js';

export interface Reporting {
  /** Without a place it waits for a dispatcher, and so it does without a category. */
  readonly placed?: boolean;
  readonly category?: string | null;
  readonly severity?: 'normal' | 'emergency';
}

/** One ticket in the hands of everybody who works on it; every act that was answered is counted. */
export class Hands {
  readonly matter: Matter;
  /** Who did the work, by tier, as far as somebody did. */
  worker = 'nobody';

  constructor(
    readonly scene: Scene,
    readonly ticketId: string,
    /** The reporter's key; none of what 12345 reported, or of a part. */
    readonly code = '',
  ) {
    this.matter = new Matter(scene.district, ticketId, (act, order) => this.note(act, order.tier));
  }

  note(act: LadderAct, tier?: string, times?: number): void {
    this.scene.tally.note(act, tier, times);
  }

  /** The first lead order of a round. */
  lead(round = 1): Promise<OrderView> {
    return this.matter.lead(round);
  }

  act(order: OrderView, act: OrderAct, body?: object): Promise<OrderView> {
    return this.matter.act(order, act, body);
  }

  /** The first holder takes it, and so many tiers hand it up. Returns the accepted order of the last one. */
  async climb(rungs: number): Promise<OrderView> {
    let order = await this.act(await this.lead(), 'accept');
    for (let rung = 0; rung < rungs; rung++) {
      await this.act(order, 'raise', { reason: RESULT.raise });
      order = await this.act(await this.lead(), 'accept');
    }
    return order;
  }

  /** Result with proof, and the verifier's consent. `worker` is who did it, where the holder had others do it. */
  async finish(order: OrderView, { outcome = 'solved', worker = order.tier } = {}): Promise<OrderView> {
    const resolved = await this.act(order, 'resolve', RESULT.of(outcome));
    const confirmed = await this.act(resolved, 'confirm');
    this.worker = worker;
    return confirmed;
  }

  /** An act on the ticket itself, by somebody of a unit. */
  async onTicket(unit: string, act: string, body: object): Promise<TicketView> {
    const ticket = await this.matter.ticketWhen('a look', () => true);
    return this.scene.district
      .staffOf(unit)
      .act(`/tickets/${this.ticketId}`, ticket, { act, body, pending: () => true });
  }

  rate(round: number, satisfied: boolean): Promise<void> {
    return rateByCode({ ticketId: this.ticketId, code: this.code }, { round, satisfied }, this.scene.district);
  }

  /** The reporter is satisfied, and the ticket closed. */
  async close(round = 1): Promise<void> {
    await this.rate(round, true);
    await this.closed();
  }

  closed(): Promise<TicketView> {
    return this.matter.ticketWhen('the end', ({ state }) => state === 'closed');
  }

  /** What only the reporter may say. */
  async asReporter(what: string, body: object = {}): Promise<void> {
    const path = `/tickets/${this.ticketId}/${what}`;
    const answer = await new Person(this.scene.district.faces).post(path, { code: this.code, ...body });
    if (answer.status >= 300) throw refusal(what, answer);
  }

  /** Asks for something that is recorded beside a thing, by somebody of a unit. */
  async ask<T>(unit: string, path: string, body: object): Promise<T> {
    const key = { 'idempotency-key': `${this.scene.run}-${this.ticketId}-${path}` };
    const answer: Answer<T> = await this.scene.district.staffOf(unit).post(path, body, key);
    if (answer.status !== 201) throw refusal(path, answer);
    return answer.body;
  }

  /** How it ended, as its owner tells; the orders that it took are counted. */
  async ending(): Promise<Ending> {
    const { state, outcome = 'none', round, orders } = await this.matter.ticketWhen('the file', () => true);
    for (const { tier } of orders) this.note('issue', tier);
    return { state, outcome, round, tier: this.worker };
  }
}

/** Somebody without an account reports; sent twice with the same key it is one ticket. */
export async function report(
  scene: Scene,
  { grid, categories }: Place,
  key: string,
  { placed = true, category = categories[0], severity = 'normal' }: Reporting = {},
): Promise<Hands> {
  const place = { type: 'Point', coordinates: middleOf(grid) };
  const where = { severity, place, photos: [PHOTO], ...(category === null ? {} : { category }) };
  const words = { text: `编号${key}的诉求`, ...(placed ? where : {}) };
  const resident = new Person(scene.district.faces);
  const headers = { 'idempotency-key': `ladders-${scene.run}-${key}` };
  const answer = await resident.post<{ id: string; code: string }>('/tickets', words, headers);
  if (answer.status !== 201) throw refusal('report', answer);
  return new Hands(scene, answer.body.id, answer.body.code);
}
