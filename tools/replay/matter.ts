import type { District } from './district.js';
import { until } from './http.js';
import type { Versioned } from './person.js';

export interface OrderView extends Versioned {
  readonly id: string;
  readonly ticketId: string;
  readonly unit: string;
  readonly tier: string;
  readonly role: string;
  readonly state: string;
  readonly round: number;
  readonly waiting: boolean;
  /** How often its holder returned it. */
  readonly returns: number;
  readonly verifier: string;
  readonly dispatcher: string;
  readonly area: string;
  readonly grid: string;
  readonly category: string;
  /** RFC 3339. */
  readonly issuedAt: string;
  /** Of a summoned department. */
  readonly objection?: string;
}

export interface TicketView extends Versioned {
  readonly id: string;
  readonly state: string;
  readonly round: number;
  readonly outcome?: string;
  readonly dispatcher: string;
  readonly grid?: string;
  /** RFC 3339. */
  readonly openedAt: string;
  /** Of a matter that was split. */
  readonly partsOpen?: readonly string[];
  readonly acts: readonly string[];
  readonly orders: readonly OrderView[];
}

/** Who does which act on an order (domain §4, the order's table). */
const BY = {
  accept: 'unit',
  return: 'unit',
  object: 'unit',
  progress: 'unit',
  assist: 'unit',
  delegate: 'unit',
  resolve: 'unit',
  raise: 'unit',
  confirm: 'verifier',
  'send-back': 'verifier',
  'uphold-return': 'dispatcher',
  'overrule-return': 'dispatcher',
  reassign: 'dispatcher',
  cancel: 'dispatcher',
} as const;

export type OrderAct = keyof typeof BY;

/** One ticket in the hands of scripted staff. */
export class Matter {
  /** Acts that a hotline is told of. */
  private steps = 0;

  constructor(
    readonly district: District,
    readonly ticketId: string,
    /** Hears of every act that was answered. */
    private readonly heard: (act: OrderAct, order: OrderView) => void = () => undefined,
  ) {}

  /** How many progress messages its hotline should have: taken, raised, whistled. */
  get progress(): number {
    return this.steps;
  }

  /** The ticket as soon as it is so; 12345's tickets are not there at once. */
  async ticketWhen(what: string, isSo: (ticket: TicketView) => boolean): Promise<TicketView> {
    const { centre } = this.district;
    const look = (): Promise<TicketView | undefined> => centre.find<TicketView>(`/tickets/${this.ticketId}`);
    return (await until(`${what} of ${this.ticketId}`, look, (ticket) => ticket !== undefined && isSo(ticket)))!;
  }

  /** The lead order of a round that somebody has to take now, as soon as it is there. */
  lead(round: number): Promise<OrderView> {
    const isIt = (order: OrderView): boolean =>
      order.role === 'lead' && order.state === 'issued' && order.round === round && !order.waiting;
    return this.orderWhen(`a lead order in round ${round}`, isIt);
  }

  /** The order of a unit in a state, as soon as it is there; the newest where there are several. */
  orderOf(unit: string, state = 'issued'): Promise<OrderView> {
    return this.orderWhen(`${unit}'s ${state} order`, (order) => order.unit === unit && order.state === state);
  }

  /**
   * Most of these acts move the order into another state: while it stands where it was seen, the act is pending; a return
   * that was overruled brings it back to where it was, but is counted. After the others (progress, assist, delegate) only
   * whoever got no answer could be in doubt.
   */
  async act(order: OrderView, act: OrderAct, body: object = {}): Promise<OrderView> {
    if (act === 'accept' || act === 'raise') this.steps += 1;
    const pending = ({ state, returns }: OrderView): boolean =>
      state === order.state && (act !== 'return' || returns === order.returns);
    const person = this.district.staffOf(order[BY[act]]);
    const after = await person.act(`/orders/${order.id}`, order, { act, body, pending });
    this.heard(act, order);
    return after;
  }

  whistled(): void {
    this.steps += 1;
  }

  private async orderWhen(what: string, isIt: (order: OrderView) => boolean): Promise<OrderView> {
    const { orders } = await this.ticketWhen(what, (ticket) => ticket.orders.some(isIt));
    return orders.findLast(isIt) as OrderView;
  }
}
