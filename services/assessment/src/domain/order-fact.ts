import type {
  OrderAccepted,
  OrderDue,
  OrderIssued,
  OrderMoved,
  OrderRaised,
  OrderResolved,
  OrderConfirmed,
  OrderRungVoided,
} from '@gridwhistle/contracts';
import type { OrderOrigin, OrderRole, OrderState, Severity, Tier } from '@gridwhistle/kernel';
import { withFields, type Fact } from './fact.js';

/** What plans count of an order. All but the last two are there from the order's first event on. */
export type OrderFields = {
  role: OrderRole;
  tier: Tier;
  origin: OrderOrigin;
  round: number;
  severity: Severity;
  category: string;
  /** The first two digits of the category. */
  major: string;
  /** It came by a whistle. */
  whistled: boolean;
  /** It has the work of an earlier round done again, by the unit that has to redo it. */
  redone: boolean;
  state: OrderState;
  /** The holder refused it at least once. */
  returned: boolean;
  /** The verifier did not accept a result at least once. */
  sentBack: boolean;
  /** It got more time at least once. */
  extended: boolean;
  /** Taken within the accept limit; absent while that is open. */
  acceptedOnTime?: boolean;
  /** Judged when the holder forwards (resolves or raises), false once the limit has passed; absent while it is open. */
  resolvedOnTime?: boolean;
};

const change = (fact: Fact, fields: Partial<OrderFields>): Fact => withFields(fact, fields);

/** An order belongs to the period in which the limit ends that it was issued with; no later event moves it. */
export function orderIssued(fact: Fact, event: OrderIssued): Fact {
  const { role, tier, origin, round, severity, category, unit, area } = event;
  const fields: OrderFields = {
    role,
    tier,
    origin,
    round,
    severity,
    category,
    major: category.slice(0, 2),
    whistled: event.whistleId !== undefined,
    redone: origin === 'redo',
    state: 'issued',
    returned: false,
    sentBack: false,
    extended: false,
  };
  return { ...change(fact, fields), unit, area, countsAt: new Date(event.dueAt) };
}

/** Whoever forwarded it last answers for it in person, before that who took it; what nobody did changes nothing of it. */
const answeredBy = (fact: Fact, { by }: Pick<OrderAccepted, 'by'>): Fact =>
  by === undefined ? fact : { ...fact, person: by };

export const orderAccepted = (fact: Fact, event: OrderAccepted): Fact =>
  change(answeredBy(fact, event), { state: 'accepted', acceptedOnTime: event.onTime });

export const orderExtended = (fact: Fact): Fact => change(fact, { extended: true });

/** A re-partition moves what is open. */
export const orderMoved = (fact: Fact, { area }: OrderMoved): Fact => ({ ...fact, area });

export const orderReturned = (fact: Fact): Fact => change(fact, { state: 'returned', returned: true });

export const orderReturnOverruled = (fact: Fact): Fact => change(fact, { state: 'issued' });

/** What was judged before stays judged: an order that was taken away late was late. */
export const orderCancelled = (fact: Fact): Fact => change(fact, { state: 'cancelled' });

/** Domain §4 rule 6: in time or not is judged when the holder forwards. */
export const orderForwarded = (
  fact: Fact,
  event: OrderResolved | OrderRaised,
  to: 'resolved' | 'raised',
  at: Date,
): Fact => ({
  ...change(answeredBy(fact, event), { state: to, resolvedOnTime: event.onTime }),
  settledAt: at,
});

/** The clock goes on: a result in time is open again, a late one stays late. */
export function orderSentBack(fact: Fact): Fact {
  const late = fact.fields['resolvedOnTime'] === false;
  const open = change(fact, { state: 'accepted', sentBack: true, resolvedOnTime: late ? false : undefined });
  return { ...open, settledAt: null };
}

export const orderConfirmed = (fact: Fact, { onTime }: OrderConfirmed): Fact =>
  change(fact, { state: 'confirmed', resolvedOnTime: onTime });

/** What a limit that has passed says of the holder; for a late verifier it does not answer. */
const LATE: Readonly<Record<OrderDue['clock'], Partial<OrderFields>>> = {
  accept: { acceptedOnTime: false },
  handling: { resolvedOnTime: false },
  verification: {},
};

/** A limit has passed while the order was open. A judgement that comes later says the last word. */
export const orderFellDue = (fact: Fact, { clock }: OrderDue): Fact => change(fact, LATE[clock]);

/** The limit had not passed after all: its clock stood before, or was longer. A judgement that was made since stays. */
export function orderRungVoided(fact: Fact, { rung, clock }: OrderRungVoided): Fact {
  if (rung !== 'due' || clock === 'verification') return fact;
  if (clock === 'accept') return fact.fields['state'] === 'issued' ? change(fact, { acceptedOnTime: undefined }) : fact;
  return fact.settledAt === null ? change(fact, { resolvedOnTime: undefined }) : fact;
}
