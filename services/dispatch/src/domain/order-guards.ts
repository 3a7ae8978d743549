import { addMeasured, limitMs } from '@gridwhistle/clocks';
import type { ErrorCode, Guard } from '@gridwhistle/kernel';
import { assistsOf, isOpen, isWorkingLead, waitsForAWhistle, type Order } from './order.js';
import type { Context } from './rules.js';
import { verifyingLead, type Ticket } from './ticket.js';

/** What a guard looks at: the order before the act, the others of its ticket, and what comes with the act. */
export interface OrderCase {
  readonly order: Order;
  readonly others: readonly Order[];
  readonly ticket: Pick<Ticket, 'state' | 'kind' | 'objection' | 'round'>;
  readonly context: Context;
  /** Photos or documents that come with the act. */
  readonly proofs: number;
}

const guard = (name: string, code: ErrorCode, message: string, holds: (c: OrderCase) => boolean): Guard<OrderCase> => ({
  name,
  check: (c) => (holds(c) ? undefined : { code, message }),
});

const isForwarded = (order: Order): boolean => order.state === 'resolved' || !isOpen(order);

/** Rule 5: while its ticket is suspended, handling is barred. */
export const notSuspended = guard(
  'its ticket is not suspended',
  'ticket.suspended',
  'the ticket is suspended until its review date',
  ({ ticket }) => ticket.state !== 'suspended',
);

export const notWaiting = guard(
  'waits for nobody',
  'order.waiting',
  'the order waits for its whistle, or for the unit it delegated to',
  ({ order }) => order.waitsFor === null,
);

/** What was delegated can be called back by whoever dispatched the parent; a whistle's township stands fast. */
export const notWaitingForAWhistle = guard(
  'waits for no whistle',
  'order.waiting',
  'the order waits for its whistle',
  ({ order, others }) => !waitsForAWhistle(order, others),
);

/** A shared matter is the council's, a private one is explained; a council hands back what is neither. */
export const climbs = guard(
  'is a government matter',
  'ticket.not-government',
  'only a government matter is raised',
  ({ order, others, ticket: { kind } }) =>
    kind === null || kind === 'government' || others.some(({ waitsFor }) => waitsFor === order.id),
);

/** Only verification, at the first order, finds a matter invalid. */
export const verifies = guard(
  'is the first order',
  'ticket.not-at-first-order',
  'only the holder of the first order marks the matter',
  ({ order, others, ticket }) => verifyingLead({ ticket, orders: [order, ...others] })?.id === order.id,
);

/** Whom the reporter objected to hears the dispatching unit's ruling first. */
export const objectionRuled = guard(
  'no objection is open',
  'ticket.objection-open',
  'the dispatching unit has not ruled the reporter’s objection yet',
  ({ ticket }) => ticket.objection !== 'raised',
);

export const isWaiting = guard(
  'waits',
  'conflict',
  'the order waits for nothing',
  ({ order }) => order.waitsFor !== null,
);

export const leads = guard(
  'leads',
  'conflict',
  'only the lead order stands for the ticket',
  ({ order }) => order.role === 'lead',
);

export const verifierIsAnother = guard(
  'verifier is another unit',
  'conflict',
  'nobody verifies their own order',
  ({ order }) => order.verifier !== order.unit,
);

/** Domain §4, Ticket: at most one lead order is working. */
export const noOtherLeadWorks = guard(
  'no other lead works',
  'conflict',
  'another lead order of the ticket is working',
  ({ order, others }) => order.role !== 'lead' || !others.some(isWorkingLead),
);

export const notAWhistleOrder = guard(
  'not a whistle order',
  'order.whistle-not-returnable',
  "a whistle's order is never returned",
  ({ order }) => order.whistleId === null,
);

/** Who was summoned is recorded for good: only the whistle itself changes or ends its orders. */
export const notFixedByAWhistle = guard(
  'not fixed by a whistle',
  'order.whistle-fixed',
  'the order belongs to a whistle, which alone can end it',
  ({ order }) => order.whistleId === null,
);

export const aWhistlesOrder = guard(
  'a whistle order',
  'order.not-of-a-whistle',
  "only a whistle's order is objected to; others are returned",
  ({ order }) => order.whistleId !== null,
);

export const notYetObjectedTo = guard(
  'not objected to yet',
  'order.objection-closed',
  "a whistle's order is objected to once",
  ({ order }) => order.objection === null,
);

export const objectedTo = guard(
  'objected to',
  'conflict',
  'there is no objection to rule',
  ({ order }) => order.objection === 'raised',
);

/** The department has not taken it yet: the centre says first whether it must. */
export const noObjectionOpen = guard(
  'no objection waits',
  'order.objection-open',
  'the centre has not ruled the objection yet',
  ({ order }) => order.objection !== 'raised',
);

export const insideReturnWindow = guard(
  'inside the return window',
  'order.return-window-closed',
  'the return window of this order is closed',
  ({ order, context: { rules, now } }) => {
    const { calendar, returnWindow } = rules;
    return now <= addMeasured(calendar, returnWindow.unit, order.issuedAt, limitMs(returnWindow, calendar));
  },
);

export const proofForReturn = guard(
  'return proof',
  'order.proof-missing',
  'a return needs proof here',
  ({ context, proofs }) => proofs > 0 || !context.rules.document.proofRequired.return,
);

export const proofForResult = guard(
  'result proof',
  'order.proof-missing',
  'a result needs proof here',
  ({ context, proofs }) => proofs > 0 || !context.rules.document.proofRequired.resolve,
);

export const childrenDone = guard(
  'its child orders are over',
  'order.children-open',
  'an order that this one waited for is still open',
  ({ order, others }) => {
    const assists = assistsOf(order, others);
    return others
      .filter((other) => other.parentId === order.id && !assists.includes(other))
      .every((other) => !isOpen(other));
  },
);

/** The lead forwards its result only after every assist has: those it asked for, and those of the same whistle. */
export const assistsResolved = guard(
  'its assists have resolved',
  'order.assists-open',
  'an assisting unit has not resolved yet',
  ({ order, others }) =>
    order.role !== 'lead' ||
    [...assistsOf(order, others), ...others.filter((other) => other.role === 'assist' && helps(other, order))].every(
      isForwarded,
    ),
);

const helps = (assist: Order, lead: Order): boolean =>
  lead.whistleId !== null && assist.whistleId === lead.whistleId && assist.parentId === lead.parentId;

/** A lead that has forwarded its result stands for its assists too: it is sent back itself. */
export const leadNotForwarded = guard(
  'its lead has not forwarded',
  'conflict',
  'the lead has forwarded its result: send that back first',
  ({ order, others }) => !others.some((lead) => assistsOf(lead, [order]).length > 0 && isForwarded(lead)),
);

/** Rule 1: whoever receives a return may not do the forward step on that order. */
export const ruledNoReturnOfIt = guard(
  'did not rule its return',
  'auth.forbidden',
  'whoever ruled the return of an order does not handle it',
  ({ order, context }) => order.returnRuledBy === null || order.returnRuledBy !== context.by,
);

/**
 * Whoever has an office above raises; without one it whistles where the profile lets its tier, else it stands at the top.
 * What was delegated goes back.
 */
export const belowTheTop: Guard<OrderCase> = {
  name: 'below the top',
  check: ({ order, others, context: { rules } }) => {
    if (rules.unitAbove(order.unit) || others.some(({ waitsFor }) => waitsFor === order.id)) return undefined;
    if (rules.document.whistles.some(({ askers }) => askers.includes(order.tier))) {
      return { code: 'order.township-must-whistle', message: 'a township whistles for departments instead of raising' };
    }
    return { code: 'order.at-the-top', message: 'nobody stands above this unit; the centre supervises' };
  },
};
