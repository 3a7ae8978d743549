import { lifecycle, SUSPENSION_STATES, type ErrorCode, type Guard, type SuspensionState } from '@gridwhistle/kernel';
import { isWorkingLead, type Order } from './order.js';
import type { Ticket } from './ticket.js';

/** A matter that its holder asks to put off until a review date (挂账), and what became of it. */
export interface Suspension {
  readonly id: string;
  readonly ticketId: string;
  /** The working lead order. */
  readonly orderId: string;
  /** Its holder. */
  readonly unit: string;
  readonly state: SuspensionState;
  /** The review date: the matter goes on by itself then. */
  readonly until: Date;
  readonly askedAt: Date;
}

export type SuspensionAct = 'request' | 'approve' | 'refuse' | 'end' | 'void';

/** What a suspension's guards look at: the order of its asker, and the ticket's other suspensions. */
export interface SuspensionCase {
  readonly suspension: Suspension;
  readonly ticket: Ticket;
  readonly order: Order;
  readonly others: readonly Suspension[];
  readonly now: Date;
}

/** Nobody has ruled it yet. */
export const isAskedFor = ({ state }: Suspension): boolean => state === 'requested';

function aYearAfter(at: Date): Date {
  const after = new Date(at);
  after.setUTCFullYear(at.getUTCFullYear() + 1);
  return after;
}

const guard = (name: string, code: ErrorCode, message: string, holds: (c: SuspensionCase) => boolean, field?: string) =>
  ({ name, check: (c) => (holds(c) ? undefined : { code, message, field }) }) satisfies Guard<SuspensionCase>;

const worked = guard(
  'its order is the working lead',
  'conflict',
  'only a matter that is being handled is put off, by whoever holds its working lead order',
  ({ ticket, order }) => ticket.state === 'assigned' && isWorkingLead(order),
);

const withinAYear = guard(
  'within a year',
  'suspension.too-long',
  'the review date is a year away at most',
  ({ suspension: { until, askedAt } }) => until <= aYearAfter(askedAt),
  'until',
);

const ahead = guard(
  'the review date is ahead',
  'input.invalid',
  'the review date has passed',
  ({ suspension: { until, askedAt } }) => until > askedAt,
  'until',
);

const stillAhead = guard(
  'the review date is still ahead',
  'suspension.too-late',
  'the review date passed before anybody ruled',
  ({ suspension: { until }, now }) => until > now,
);

const onePending = guard(
  'no other is pending',
  'suspension.pending',
  'another suspension of the ticket is waiting to be ruled',
  ({ others }) => !others.some(isAskedFor),
);

/** The suspension's lifecycle (domain §4, rule 5). */
export const suspensionLifecycle = lifecycle<SuspensionState, SuspensionAct, SuspensionCase>({
  name: 'suspension',
  states: SUSPENSION_STATES,
  final: ['refused', 'ended', 'void'],
  transitions: [
    { from: null, act: 'request', to: 'requested', by: 'holder', guards: [worked, ahead, withinAYear, onePending] },
    { from: 'requested', act: 'approve', to: 'approved', by: 'dispatching unit, centre', guards: [worked, stillAhead] },
    { from: 'requested', act: 'refuse', to: 'refused', by: 'dispatching unit, centre' },
    { from: 'requested', act: 'void', to: 'void', by: 'end of its order' },
    { from: 'approved', act: 'end', to: 'ended', by: 'review date, end of its ticket' },
  ],
});
