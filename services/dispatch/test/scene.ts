import { startClock } from '@gridwhistle/clocks';
import { DomainError } from '@gridwhistle/kernel';
import { Profile } from '@gridwhistle/registry';
import { withConsequences } from '../src/domain/consequences.js';
import { accept, confirm, raise, resolve } from '../src/domain/handling.js';
import { applied, ticketComesFirst, type Change, type Matter } from '../src/domain/matter.js';
import { open, type Report } from '../src/domain/opening.js';
import { isOpen, isWorkingLead, type Order } from '../src/domain/order.js';
import type { Context } from '../src/domain/rules.js';
import type { Fact, FactName } from '../src/domain/fact.js';
import { CATEGORY, GRID, smallDistrict } from '@gridwhistle/testing/small-district';

const HOUR = 3_600_000;
const smallProfile = new Profile(smallDistrict());

/** A ticket on a Monday at nine, local time, and what happens to it: given and when in short words, then the facts. */
export class Scene {
  now = new Date('2026-03-02T01:00:00Z');
  readonly facts: Fact[] = [];
  matter: Matter = { ticket: undefined as never, orders: [], extensions: [], suspensions: [] };
  /** Every decision so far. */
  readonly changes: Change[] = [];

  /** Ids count up from `count`, alike in every run. */
  constructor(
    report: Partial<Report> = {},
    private count = 0,
    readonly profile = smallProfile,
  ) {
    const ticketId = this.newId();
    const whole = {
      ticketId,
      channel: 'resident',
      severity: 'normal',
      category: CATEGORY,
      grid: GRID,
      photos: 0,
      reportedAt: this.now,
      ...report,
    } as const;
    this.then(open(whole, this.context()));
  }

  context = (by = 'p-1'): Context => ({
    rules: this.profile,
    now: this.now,
    by,
    person: by,
    newId: () => this.newId(),
  });

  newId(): string {
    this.count += 1;
    return `019a1b2c-3d4e-7f50-8a6b-${String(this.count).padStart(12, '0')}`;
  }

  /** Applies a decision and notes its facts. */
  then(decided: Change): this {
    const change = this.matter.orders.length > 0 ? withConsequences(this.matter, decided, this.context()) : decided;
    this.matter = applied(this.matter, change);
    this.changes.push(change);
    const ofTicket = change.ticket?.events ?? [];
    const ofOrders = change.orders.flatMap(({ events }) => events);
    const asked = [...(change.extensions ?? []), ...(change.suspensions ?? [])].flatMap(({ events }) => events);
    const rest = [...ofOrders, ...asked];
    this.facts.push(...(ticketComesFirst(change) ? [...ofTicket, ...rest] : [...rest, ...ofTicket]));
    return this;
  }

  wait(hours: number): this {
    this.now = new Date(this.now.getTime() + hours * HOUR);
    return this;
  }

  /** The working lead order. */
  get lead(): Order {
    return found(this.matter.orders.find(isWorkingLead));
  }

  /** The open order of a unit. */
  of(unit: string): Order {
    return found(this.matter.orders.find((order) => order.unit === unit && isOpen(order)));
  }

  order(id: string): Order {
    return found(this.matter.orders.find((order) => order.id === id));
  }

  accept = (order: Order = this.lead, by?: string): this => this.then(accept(this.matter, order, this.context(by)));
  raise = (order: Order = this.lead): this => this.then(raise(this.matter, order, this.context()));
  confirm = (order: Order): this => this.then(confirm(this.matter, order, this.context()));
  /** Without an outcome where it is null. */
  resolve = (order: Order = this.lead, proofs = 1, outcome: 'solved' | null = 'solved'): this =>
    this.then(resolve(this.matter, order, { outcome: outcome ?? undefined, proofs }, this.context()));

  /** From its grid to its township, each tier raising at once. */
  toTownship(): this {
    return this.raise().raise().accept();
  }

  /** The order of a unit with a limit of its own, in office hours from now on. */
  shortened(unit: string, hours: number): this {
    const limit = { amount: hours, unit: 'work-hour' } as const;
    const handlingClock = startClock({ kind: 'handling', limit, at: this.now }, this.profile.calendar);
    const next = { ...this.of(unit), handlingClock };
    return this.then({ orders: [{ next, events: [] }] });
  }

  /** Resolved by its first holder and confirmed. */
  solved(): this {
    this.accept().resolve();
    return this.confirm(found(this.matter.orders.find(({ state }) => state === 'resolved')));
  }

  names(): FactName[] {
    return this.facts.map(({ name }) => name);
  }

  last<N extends FactName>(name: N): Fact<N>['data'] {
    return found(this.facts.findLast((each): each is Fact<N> => each.name === name)).data;
  }
}

/** What must be there. */
export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the scene has none');
  return value;
}

/** What the refusal that an act throws names, in its order. */
export function refusedFields(act: () => unknown): (string | undefined)[] {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error.details.map(({ field }) => field);
  }
  return [];
}

/** The code of the refusal that an act throws. */
export function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return 'not refused';
}
