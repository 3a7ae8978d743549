import { type Clock, dueAt, extendClock, isOverdue, type Limit, limitMs, resumeClock } from '@gridwhistle/clocks';
import { EXTENSION_STATES, lifecycle, type ErrorCode, type ExtensionState, type Guard } from '@gridwhistle/kernel';
import { isOpen, type Order } from './order.js';
import type { Context } from './rules.js';

/** More time that a holder asks for (延期), and what became of it. */
export interface Extension {
  readonly id: string;
  readonly ticketId: string;
  readonly orderId: string;
  /** The holder. */
  readonly unit: string;
  readonly state: ExtensionState;
  readonly extra: Limit;
  readonly askedAt: Date;
}

export type ExtensionAct = 'request' | 'endorse' | 'approve' | 'refuse' | 'void';

/** What an extension's guards look at: the order that it is for, and the others of that order. */
export interface ExtensionCase {
  readonly extension: Extension;
  readonly order: Order;
  readonly others: readonly Extension[];
  /** Whose remainder the order has: the lead that it assists, or its parent. */
  readonly over: Order | undefined;
  readonly context: Context;
}

/** Nobody has ruled it yet. */
export const isPending = ({ state }: Extension): boolean => state === 'requested' || state === 'endorsed';

const guard = (name: string, code: ErrorCode, message: string, holds: (c: ExtensionCase) => boolean, field?: string) =>
  ({ name, check: (c) => (holds(c) ? undefined : { code, message, field }) }) satisfies Guard<ExtensionCase>;

const clockRuns = guard(
  'its clock runs',
  'conflict',
  'the clock of the order stands: there is nothing to extend',
  ({ order }) => isOpen(order) && order.handlingClock.state === 'running',
);

const beforeTheLimit = guard(
  'before the limit has passed',
  'extension.too-late',
  'the limit has passed: an extension is asked for before',
  ({ extension, order, context }) => !isOverdue(order.handlingClock, extension.askedAt, context.rules.calendar),
);

const atMostTheLimit = guard(
  'at most the original limit',
  'extension.too-long',
  'an extension is at most the original limit',
  ({ extension, order, context: { rules } }) =>
    limitMs(extension.extra, rules.calendar) <= limitMs(order.handlingClock.limit, rules.calendar),
  'amount',
);

/** One that waits for a whistle has what its clock had left, from whenever that goes on. */
const runningFrom = (clock: Clock, at: Date): Clock => (clock.state === 'stopped' ? resumeClock(clock, at) : clock);

/** Rule 9: an assist has no more time than its lead, a delegated order no more than its parent, who asks first. */
const notBeyondItsOwner = guard(
  'not beyond its lead or parent',
  'extension.too-long',
  'an assist has no more time than its lead, a delegated order no more than its parent, whose holder asks first',
  ({ extension: { extra, askedAt }, order, over, context: { rules } }) => {
    const longer = dueAt(extendClock(order.handlingClock, extra, askedAt, rules.calendar), rules.calendar);
    const limit = over && dueAt(runningFrom(over.handlingClock, askedAt), rules.calendar);
    return !longer || !limit || longer.at <= limit.at;
  },
  'amount',
);

const onePending = guard(
  'no other is pending',
  'extension.pending',
  'another extension of the order is waiting to be ruled',
  ({ others }) => !others.some(isPending),
);

const oneIsLeft = guard(
  'one is left',
  'extension.used-up',
  'the order has had all its extensions',
  ({ others, context }) => others.filter(({ state }) => state === 'approved').length < context.rules.extensions.most,
);

/** The extension's lifecycle (domain §4, rule 4). */
export const extensionLifecycle = lifecycle<ExtensionState, ExtensionAct, ExtensionCase>({
  name: 'extension',
  states: EXTENSION_STATES,
  final: ['approved', 'refused', 'void'],
  transitions: [
    {
      from: null,
      act: 'request',
      to: 'requested',
      by: 'holder',
      guards: [clockRuns, beforeTheLimit, atMostTheLimit, notBeyondItsOwner, onePending, oneIsLeft],
    },
    { from: 'requested', act: 'endorse', to: 'endorsed', by: 'verifier' },
    { from: 'requested', act: 'approve', to: 'approved', by: 'verifier', guards: [clockRuns] },
    { from: 'endorsed', act: 'approve', to: 'approved', by: 'centre', guards: [clockRuns] },
    { from: 'requested', act: 'refuse', to: 'refused', by: 'verifier' },
    { from: 'endorsed', act: 'refuse', to: 'refused', by: 'centre' },
    { from: 'requested', act: 'void', to: 'void', by: 'end of its order' },
    { from: 'endorsed', act: 'void', to: 'void', by: 'end of its order' },
  ],
});
