import { TIERS, type Tier } from '@gridwhistle/kernel';
import type { Person } from '../replay/person.js';

/** What the ledger has counted of a district; plain data. */
export interface Figures {
  readonly tickets: number;
  readonly assigned: number;
  readonly resolved: number;
  readonly closed: number;
  readonly late: number;
  readonly redone: number;
  readonly onTheSpot: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Reports by the hour of the day, from midnight on. */
  readonly hours: readonly number[];
  /** Orders by tier: all, and those that were settled there or handed up. */
  readonly tiers: Readonly<Partial<Record<Tier, Step>>>;
  readonly units: Readonly<Record<string, Load>>;
  readonly returns: number;
  /** Orders of councils. */
  readonly councils: number;
  readonly whistles: number;
  /** Those whose departments have all been confirmed. */
  readonly completed: number;
}

export interface Step {
  orders: number;
  confirmed: number;
  raised: number;
  late: number;
}

export type Load = Pick<Step, 'orders' | 'late'>;

interface LedgerTicket {
  readonly state: string;
  readonly outcome?: string;
  readonly round: number;
  readonly rule?: string;
  readonly onTime?: boolean;
  readonly dueAt?: string;
  readonly openedAt?: string;
}

interface LedgerOrder {
  readonly unit: string;
  readonly tier: Tier;
  readonly state: string;
  readonly origin: string;
  readonly returns: number;
  readonly whistleId?: string;
  readonly onTime?: boolean;
  readonly dueAt?: string;
}

/** The rule that the tickets name which were settled as they were reported. */
const ON_THE_SPOT = 'on-the-spot';
const OPEN = ['issued', 'accepted', 'returned'];

/** Reads the whole ledger in somebody's name who sees everything, page by page; nothing is held but the counts. */
export async function readFigures(centre: Person, now: Date): Promise<Figures> {
  const counting = new Counting(now.getTime());
  for await (const page of centre.pages<LedgerTicket>('/tickets')) page.forEach((ticket) => counting.ticket(ticket));
  for await (const page of centre.pages<LedgerOrder>('/orders')) page.forEach((order) => counting.order(order));
  return counting.figures();
}

/** Counts tickets and orders one by one. */
export class Counting {
  private readonly sums = { tickets: 0, assigned: 0, resolved: 0, closed: 0, late: 0, redone: 0, onTheSpot: 0 };
  private readonly outcomes: Record<string, number> = {};
  private readonly hours = Array<number>(24).fill(0);
  private readonly tiers: Partial<Record<Tier, Step>> = {};
  private readonly units: Record<string, Load> = {};
  private readonly whistles = new Map<string, boolean>();
  private returns = 0;
  private councils = 0;

  constructor(private readonly now: number) {}

  ticket({ state, outcome, round, rule, onTime, dueAt, openedAt }: LedgerTicket): void {
    const { sums, hours, outcomes } = this;
    const isOpen = state === 'assigned';
    sums.tickets += 1;
    sums.assigned += round > 0 ? 1 : 0;
    sums.resolved += outcome === undefined ? 0 : 1;
    sums.closed += state === 'closed' ? 1 : 0;
    sums.redone += round > 1 ? 1 : 0;
    sums.onTheSpot += rule === ON_THE_SPOT ? 1 : 0;
    sums.late += this.isLate(onTime, isOpen, dueAt) ? 1 : 0;
    if (outcome !== undefined) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (openedAt !== undefined) hours[hourOf(openedAt)] = (hours[hourOf(openedAt)] ?? 0) + 1;
  }

  order({ unit, tier, state, origin, returns, whistleId, onTime, dueAt }: LedgerOrder): void {
    const late = this.isLate(onTime, OPEN.includes(state), dueAt) ? 1 : 0;
    const step = (this.tiers[tier] ??= { orders: 0, confirmed: 0, raised: 0, late: 0 });
    const load = (this.units[unit] ??= { orders: 0, late: 0 });
    for (const each of [step, load]) Object.assign(each, { orders: each.orders + 1, late: each.late + late });
    step.confirmed += state === 'confirmed' ? 1 : 0;
    step.raised += state === 'raised' ? 1 : 0;
    this.returns += returns;
    this.councils += origin === 'council' ? 1 : 0;
    if (whistleId !== undefined)
      this.whistles.set(whistleId, (this.whistles.get(whistleId) ?? true) && state === 'confirmed');
  }

  figures(): Figures {
    const { sums, outcomes, hours, units, returns, councils, whistles } = this;
    const tiers = Object.fromEntries(TIERS.flatMap((tier) => (this.tiers[tier] ? [[tier, this.tiers[tier]]] : [])));
    const completed = [...whistles.values()].filter(Boolean).length;
    return { ...sums, outcomes, hours, tiers, units, returns, councils, whistles: whistles.size, completed };
  }

  /** Judged late, or open beyond its limit. */
  private isLate(onTime: boolean | undefined, isOpen: boolean, dueAt: string | undefined): boolean {
    return onTime === false || (isOpen && dueAt !== undefined && Date.parse(dueAt) < this.now);
  }
}

/** Districts lie in one zone without summer time. */
const hourOf = (instant: string): number => new Date(Date.parse(instant) + 8 * 3_600_000).getUTCHours();
