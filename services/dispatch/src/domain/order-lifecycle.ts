import { lifecycle, ORDER_STATES, type OrderState, type Transition } from '@gridwhistle/kernel';
import {
  aWhistlesOrder,
  assistsResolved,
  belowTheTop,
  childrenDone,
  climbs,
  insideReturnWindow,
  isWaiting,
  leadNotForwarded,
  leads,
  noObjectionOpen,
  noOtherLeadWorks,
  notAWhistleOrder,
  notFixedByAWhistle,
  notSuspended,
  notWaiting,
  notWaitingForAWhistle,
  notYetObjectedTo,
  objectedTo,
  objectionRuled,
  proofForResult,
  proofForReturn,
  ruledNoReturnOfIt,
  verifierIsAnother,
  verifies,
  type OrderCase,
} from './order-guards.js';
import type { Order } from './order.js';
import type { Rules } from './rules.js';

export type OrderAct =
  | 'issue'
  | 'accept'
  | 'progress'
  | 'assist'
  | 'delegate'
  | 'return'
  | 'uphold-return'
  | 'overrule-return'
  | 'object'
  | 'uphold-objection'
  | 'overrule-objection'
  | 'resolve'
  | 'mark-invalid'
  | 'confirm'
  | 'send-back'
  | 'raise'
  | 'lift'
  | 'claim'
  | 'reassign'
  | 'cancel'
  | 'wait'
  | 'resume'
  | 'pass'
  | 'void';

type Row = Transition<OrderState, OrderAct, OrderCase>;

/** What people do to an order. */
const HANDLED: readonly Row[] = [
  { from: 'issued', act: 'accept', to: 'accepted', by: 'holder', guards: [ruledNoReturnOfIt, noObjectionOpen] },
  {
    from: 'issued',
    act: 'return',
    to: 'returned',
    by: 'holder',
    guards: [notAWhistleOrder, insideReturnWindow, proofForReturn],
  },
  { from: 'returned', act: 'uphold-return', to: 'cancelled', by: 'dispatching unit' },
  { from: 'returned', act: 'overrule-return', to: 'issued', by: 'dispatching unit' },
  {
    from: 'issued',
    act: 'object',
    to: 'issued',
    by: 'summoned department',
    guards: [aWhistlesOrder, notYetObjectedTo, insideReturnWindow],
  },
  { from: 'issued', act: 'uphold-objection', to: 'cancelled', by: 'centre', guards: [objectedTo] },
  { from: 'issued', act: 'overrule-objection', to: 'issued', by: 'centre', guards: [objectedTo] },
  { from: 'accepted', act: 'progress', to: 'accepted', by: 'holder' },
  { from: 'accepted', act: 'assist', to: 'accepted', by: 'holder', guards: [notWaiting, leads] },
  { from: 'accepted', act: 'delegate', to: 'accepted', by: 'holder', guards: [notWaiting] },
  {
    from: 'accepted',
    act: 'resolve',
    to: 'resolved',
    by: 'holder',
    guards: [notWaiting, childrenDone, assistsResolved, ruledNoReturnOfIt, proofForResult],
  },
  {
    from: 'accepted',
    act: 'mark-invalid',
    to: 'resolved',
    by: 'holder of the first order',
    guards: [notWaiting, verifies, assistsResolved, ruledNoReturnOfIt],
  },
  { from: 'resolved', act: 'confirm', to: 'confirmed', by: 'verifier', guards: [objectionRuled] },
  {
    from: 'resolved',
    act: 'send-back',
    to: 'accepted',
    by: 'verifier',
    guards: [noOtherLeadWorks, leadNotForwarded],
  },
  { from: 'returned', act: 'lift', to: 'raised', by: 'hard case', guards: [leads, climbs] },
  ...(['issued', 'accepted'] as const).flatMap((from) => [
    { from, act: 'lift', to: 'raised', by: 'hard case, late order', guards: [notWaiting, leads, climbs] } as const,
    { from, act: 'claim', to: 'cancelled', by: 'department', guards: [notWaiting, leads, climbs] } as const,
    {
      from,
      act: 'raise',
      to: 'raised',
      by: 'holder',
      guards: [notWaiting, leads, climbs, belowTheTop, ruledNoReturnOfIt],
    } as const,
    {
      from,
      act: 'reassign',
      to: 'cancelled',
      by: 'dispatching unit',
      guards: [notWaitingForAWhistle, notFixedByAWhistle],
    } as const,
    {
      from,
      act: 'cancel',
      to: 'cancelled',
      by: 'dispatching unit',
      guards: [notWaitingForAWhistle, notFixedByAWhistle],
    } as const,
    { from, act: 'pass', to: 'cancelled', by: 're-partition', guards: [notWaiting, notFixedByAWhistle] } as const,
  ]),
];

/** Rule 5: none of it while the ticket is suspended. */
const whileNotSuspended = (row: Row): Row => ({ ...row, guards: [notSuspended, ...(row.guards ?? [])] });

/** The order's lifecycle (domain §4). `wait`, `resume` and `void` follow from a whistle, a child order or a withdrawal. */
export const orderLifecycle = lifecycle<OrderState, OrderAct, OrderCase>({
  name: 'order',
  states: ORDER_STATES,
  final: ['confirmed', 'raised', 'cancelled'],
  transitions: [
    { from: null, act: 'issue', to: 'issued', by: 'route', guards: [verifierIsAnother, noOtherLeadWorks] },
    ...HANDLED.map(whileNotSuspended),
    { from: 'accepted', act: 'wait', to: 'accepted', by: 'whistle', guards: [leads, notWaiting] },
    {
      from: 'accepted',
      act: 'resume',
      to: 'accepted',
      by: 'whistle, child order',
      guards: [isWaiting, noOtherLeadWorks],
    },
    ...(['issued', 'accepted', 'returned', 'resolved'] as const).map(
      (from) => ({ from, act: 'void', to: 'cancelled', by: 'whistle, parent order, reporter' }) as const,
    ),
  ],
});

/** Some are asked of the ticket: `mark-invalid` by marking it, `claim` by claiming it. */
const FOLLOWING: readonly OrderAct[] = ['wait', 'resume', 'pass', 'void', 'mark-invalid', 'lift', 'claim'];

/**
 * What a unit may ask of an order in this state, as far as the table knows; what only follows from something else is no
 * request. `others` are the other orders of its ticket.
 */
export function actsOf(order: Order, others: readonly Order[], rules: Pick<Rules, 'unitAbove'>): OrderAct[] {
  const barred = [
    ...FOLLOWING,
    ...barredByWaiting(order, others),
    ...barredByWhistle(order),
    ...barredByPlace(order, others, rules),
  ];
  return orderLifecycle.allowed(order.state).filter((act) => !barred.includes(act));
}

function barredByWaiting({ waitsFor }: Order, others: readonly Order[]): OrderAct[] {
  if (waitsFor === null) return [];
  const barred: OrderAct[] = ['assist', 'delegate', 'resolve', 'raise'];
  return others.some(({ id }) => id === waitsFor) ? barred : [...barred, 'reassign', 'cancel'];
}

const RULINGS: readonly OrderAct[] = ['uphold-objection', 'overrule-objection'];

function barredByWhistle({ whistleId, objection }: Order): OrderAct[] {
  if (whistleId === null) return ['object', ...RULINGS];
  const fixed: OrderAct[] = ['return', 'reassign', 'cancel'];
  return objection === 'raised' ? [...fixed, 'accept', 'object'] : [...fixed, ...RULINGS, ...oncePerOrder(objection)];
}

const oncePerOrder = (objection: Order['objection']): OrderAct[] => (objection === null ? [] : ['object']);

function barredByPlace(
  { id, role, unit }: Order,
  others: readonly Order[],
  rules: Pick<Rules, 'unitAbove'>,
): OrderAct[] {
  if (role === 'assist') return ['raise', 'assist'];
  return rules.unitAbove(unit) || others.some(({ waitsFor }) => waitsFor === id) ? [] : ['raise'];
}
