import { roomWithin, type Clock } from '@gridwhistle/clocks';
import { DomainError } from '@gridwhistle/kernel';
import fc from 'fast-check';
import {
  BRANCH,
  CATEGORY,
  CENTRE,
  DESK,
  DUTY,
  GRID,
  HOUSING,
  OTHER_GRID,
  ROOM,
  URBAN,
  WATER,
  WATER_EAST,
} from '@gridwhistle/testing/small-district';
import { Scene } from '../../test/scene.js';
import { assign } from './assigning.js';
import { requestAssist } from './assisting.js';
import { callBack, closeUnrated, rate } from './closing.js';
import { merge, withdraw } from './ending.js';
import { delegate } from './delegating.js';
import { approveExtension, refuseExtension, requestExtension } from './extending.js';
import { isPending, type Extension } from './extension.js';
import { accept, confirm, progress, raise, resolve, sendBack } from './handling.js';
import type { Change, Matter } from './matter.js';
import { claim } from './claiming.js';
import { declareHard, raiseDemanded } from './lifting.js';
import { mark, object } from './marking.js';
import * as objecting from './objecting.js';
import { orderLifecycle } from './order-lifecycle.js';
import { isOpen, isWorkingLead, type Order } from './order.js';
import { cancel, giveBack, overrule, reassign, uphold } from './redispatch.js';
import { redoByDispatcher, reopen } from './redo.js';
import type { Context } from './rules.js';
import { approveSuspension, endSuspension, refuseSuspension, requestSuspension } from './suspending.js';
import { heedPart, split, type PartEnd } from './splitting.js';
import { neverReopens, type Ticket } from './ticket.js';
import { endWhistle, whistle } from './whistling.js';

type OrderStep = (matter: Matter, order: Order, context: Context) => Change;

const orderSteps: Record<string, OrderStep> = {
  accept,
  progress,
  raise,
  confirm,
  sendBack,
  overrule,
  cancel,
  resolve: (m, o, c) => resolve(m, o, { proofs: 1 }, c),
  giveBack: (m, o, c) => giveBack(m, o, 1, c),
  uphold: (m, o, c) => uphold(m, o, { unit: o.unit === WATER ? URBAN : WATER }, c),
  upholdBelow: (m, o, c) => uphold(m, o, { unit: o.unit === GRID ? OTHER_GRID : GRID, duty: DUTY }, c),
  reassign: (m, o, c) => reassign(m, o, { unit: o.unit === GRID ? OTHER_GRID : GRID, duty: DUTY }, c),
  extend: (m, o, c) => requestExtension(m, o, { amount: 1, unit: 'work-day' }, c),
  approve: (m, _o, c) => approveExtension(m, lastOf(m.extensions), c),
  refuse: (m, _o, c) => refuseExtension(m, lastOf(m.extensions), c),
  putOff: (m, o, c) => requestSuspension(m, o, new Date(c.now.getTime() + 86_400_000), c),
  delegate: (m, o, c) => delegate(m, o, { unit: BELOW[o.unit] ?? OTHER_GRID, duty: DUTY }, c),
  objectTo: (m, o, c) => objecting.object(m, o, c),
  overruleObjection: (m, o, c) => objecting.overruleObjection(m, o, c),
  upholdObjection: (m, o, c) => objecting.upholdObjection(m, o, o.role === 'lead' ? HOUSING : undefined, c),
  assist: (m, o, c) => requestAssist(m, o, { unit: BESIDE[o.unit] ?? DESK, duty: DUTY }, c),
};

/** What was asked for last. */
function lastOf<T>(asked: readonly T[]): T {
  const last = asked.at(-1);
  if (!last) throw new DomainError('not-found', 'none was asked for');
  return last;
}

/** Whom each delegates to, and asks for help. */
const BELOW: Record<string, string> = { [ROOM]: BRANCH, [BRANCH]: OTHER_GRID, [WATER]: WATER_EAST };
const BESIDE: Record<string, string> = { [GRID]: OTHER_GRID, [ROOM]: DESK, [BRANCH]: DESK, [WATER]: WATER_EAST };

const whistleId = (n: number): string => `019a1b2c-3d4e-7f50-8a6c-00000000000${n}`;

/** Another ticket that is being handled. */
const keptOpen = new Scene({}, 900_000).matter.ticket;
const { calendar } = new Scene().profile;

/** A result, a result again, none. */
const PART_ENDS: readonly Omit<PartEnd, 'partId'>[] = [
  { outcome: 'solved', orderId: keptOpen.id, unit: WATER },
  { outcome: 'explained', orderId: keptOpen.id, unit: URBAN },
  { outcome: 'merged' },
];

const ticketSteps: Record<string, (matter: Matter, context: Context, n: number) => Change> = {
  assign: (m, c) => assign(m, { unit: URBAN, category: CATEGORY }, c),
  redo: (m, c) => redoByDispatcher(m, c),
  rateBad: (m, c) => rate(m, { round: m.ticket.round, satisfaction: 'dissatisfied', solved: true }, c),
  rateGood: (m, c) => rate(m, { round: m.ticket.round, satisfaction: 'satisfied', solved: true }, c),
  callBack: (m, c) => callBack(m, { round: m.ticket.round, solved: false, effective: true }, c),
  window: (m, c) => closeUnrated(m, c),
  whistle: (m, c, n) => {
    const orderId = m.orders.findLast(({ unit }) => unit === ROOM)?.id ?? '';
    return whistle(
      m,
      { whistleId: whistleId(n), orderId, township: ROOM, lead: WATER, assists: [URBAN], at: c.now },
      c,
    );
  },
  suspend: (m, c) => approveSuspension(m, lastOf(m.suspensions), c),
  markPrivate: (m, c) => mark(m, 'private', c),
  markShared: (m, c) => mark(m, 'shared', c),
  markInvalid: (m, c) => mark(m, 'invalid', c),
  markGovernment: (m, c) => mark(m, 'government', c),
  object: (m, c) => object(m, c),
  claim: (m, c) => claim(m, WATER, c),
  merge: (m, c, n) => (n === 0 ? merge(m, keptOpen, c) : { orders: [] }),
  split: (m, c) => split(m, [{ unit: WATER }, { unit: URBAN }], c).whole,
  part: (m, c, n) =>
    heedPart(m, { partId: m.ticket.parts?.open[0] ?? '', ...(PART_ENDS[n] ?? { outcome: 'merged' }) }, c),
  harden: (m, c) => declareHard(m, 'redos', c),
  demand: (m, c) => raiseDemanded(m, m.orders.find(isWorkingLead)?.id ?? '', c),
  reopen: (m, c) => reopen(m, c),
  refuseOff: (m, c) => refuseSuspension(m, lastOf(m.suspensions), c),
  review: (m, c) => endSuspension(m, c),
  endWhistle: (m, c, n) => endWhistle(m, whistleId(n), c.now, c),
};

const orderAct = fc.record({ act: fc.constantFrom(...Object.keys(orderSteps)), which: fc.nat(9), hours: fc.nat(3) });
const ticketAct = fc.record({
  act: fc.constantFrom(...Object.keys(ticketSteps), 'withdraw'),
  which: fc.nat(2),
  hours: fc.nat(3),
});
const acts = fc.array(fc.oneof({ weight: 5, arbitrary: orderAct }, { weight: 1, arbitrary: ticketAct }), {
  minLength: 5,
  maxLength: 60,
});

/** What the model knows: which states may follow each other, by the field's own words. */
const FOLLOWS: Record<string, readonly string[]> = {
  issued: ['accepted', 'returned', 'raised', 'cancelled'],
  accepted: ['resolved', 'raised', 'cancelled'],
  returned: ['issued', 'raised', 'cancelled'],
  resolved: ['confirmed', 'accepted', 'cancelled'],
  confirmed: [],
  raised: [],
  cancelled: [],
};

const TICKET_FOLLOWS: Record<string, readonly string[]> = {
  reported: ['assigned', 'closed'],
  assigned: ['resolved', 'closed', 'suspended'],
  suspended: ['assigned', 'closed'],
  resolved: ['closed', 'assigned'],
  closed: ['assigned'],
};

function step(scene: Scene, { act, which, hours }: { act: string; which: number; hours: number }): Change | undefined {
  scene.wait(hours);
  const { matter } = scene;
  const open = matter.orders.filter(isOpen);
  const order = (open.length > 0 ? open : matter.orders)[which % Math.max(1, open.length || matter.orders.length)];
  try {
    if (act === 'withdraw') return which === 0 ? withdraw(matter, matter.ticket.id, scene.context()) : undefined;
    const onTicket = ticketSteps[act];
    if (onTicket) return onTicket(matter, scene.context(), which);
    return order && orderSteps[act]?.(matter, order, scene.context());
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/** What a step broke, in words; one check at the end of a run is far faster than one `expect` for each rule. */
function brokenByStep(before: Matter, change: Change): string[] {
  return [...brokenByTicket(before.ticket, change.ticket?.next), ...brokenByOrders(before, change)];
}

function brokenByTicket(old: Ticket, next: Ticket = old): string[] {
  const isRedone = next.state === 'assigned' && !['assigned', 'suspended'].includes(old.state);
  return [
    ...rule(
      `ticket ${old.state} to ${next.state}`,
      old.state === next.state || !!TICKET_FOLLOWS[old.state]?.includes(next.state),
    ),
    ...rule('a round begins with an assignment', next.round === old.round + (isRedone ? 1 : 0)),
    ...rule('what was withdrawn or invalid stays so', !neverReopens(old) || next.state === 'closed'),
    ...rule('whose matter it is stays known', old.kind === null || next.kind !== null),
  ];
}

function brokenByOrders(before: Matter, change: Change): string[] {
  return change.orders.flatMap(({ next }) => {
    const old = before.orders.find(({ id }) => id === next.id);
    if (!old) return rule('begins issued', next.state === 'issued');
    return [
      ...rule(`${old.state} to ${next.state}`, old.state === next.state || !!FOLLOWS[old.state]?.includes(next.state)),
      ...rule('keeps its unit', next.unit === old.unit),
      ...rule('waits only while accepted', next.waitsFor === null || next.state === 'accepted'),
      ...rule('a whistle order is never returned', next.whistleId === null || next.state !== 'returned'),
    ];
  });
}

function brokenIn(matter: Matter, now: Date): string[] {
  const { ticket, orders, extensions, suspensions } = matter;
  const isOver = ticket.state === 'closed' || ticket.state === 'resolved';
  return [
    ...rule('one lead works', orders.filter(isWorkingLead).length <= 1),
    ...rule(
      'no lead is open after the end',
      !isOver || !orders.some((order) => isOpen(order) && order.role === 'lead'),
    ),
    ...orders.flatMap(({ id }) => brokenByExtensions(extensions.filter(({ orderId }) => orderId === id))),
    ...rule(
      'a pending extension has an open order',
      !extensions.some((e) => isPending(e) && !orders.some((o) => o.id === e.orderId && isOpen(o))),
    ),
    ...rule(
      'one suspension holds',
      suspensions.filter(({ state }) => state === 'approved').length === (ticket.state === 'suspended' ? 1 : 0),
    ),
    ...rule(
      'is over only after its parts',
      !isOver || ticket.outcome === 'withdrawn' || ticket.outcome === 'merged' || !ticket.parts?.open.length,
    ),
    ...rule('an end has an outcome', !isOver || ticket.outcome !== null),
    ...rule(
      'its call-back clock runs while there is a result to ask about',
      (ticket.callBackClock?.state === 'running') === (ticket.state === 'resolved'),
    ),
    ...orders.flatMap((order) => brokenByOrder(order, matter, now)),
  ];
}

function brokenByExtensions(extensions: readonly Extension[]): string[] {
  return [
    ...rule('one extension is pending', extensions.filter(isPending).length <= 1),
    ...rule('two are approved at most', extensions.filter(({ state }) => state === 'approved').length <= 2),
  ];
}

function brokenByOrder(order: Order, { ticket, orders }: Matter, now: Date): string[] {
  const { handlingClock: clock, verificationClock: verification } = order;
  const isHandled = ['issued', 'accepted'].includes(order.state) && order.objection !== 'raised';
  const works = isHandled && order.waitsFor === null;
  const delegates = orders.some(({ id }) => id === order.waitsFor);
  const ofTicket = order.round === ticket.round ? ticket.clock : null;
  const withinTicket = !ofTicket || clock.budgetMs <= ofTicket.budgetMs;
  const isTicketCounting = ofTicket?.state === 'running' && clock.state === 'running';
  const noMoreLeft = !isTicketCounting || leftOf(clock, now) <= leftOf(ofTicket, now);
  return [
    ...rule('verifier is another', order.verifier !== order.unit),
    ...rule('the centre holds none', order.unit !== CENTRE),
    ...rule('of a round that was', order.round <= ticket.round),
    ...rule('its clock ends with it', (clock.state === 'ended') === !isOpen(order)),
    ...rule(
      'its clock runs while it is worked on',
      (clock.state === 'running') === ((works || delegates) && ticket.state !== 'suspended'),
    ),
    ...rule(
      'its verification clock runs while its verifier is waited for',
      (verification?.state === 'running') === (order.state === 'resolved' && ticket.state !== 'suspended'),
    ),
    ...rule(
      'and ends with the answer',
      order.state === 'resolved' || verification === null || verification.state === 'ended',
    ),
    ...rule('waits only for what is open', !delegates || orders.some((o) => o.id === order.waitsFor && isOpen(o))),
    ...rule('ends with its parent', !isOpen(order) || !hangsOnNothing(order, orders)),
    ...rule('uses no more than passed', clock.usedMs <= Math.max(0, now.getTime() - order.issuedAt.getTime())),
    ...rule('within its ticket', withinTicket),
    ...rule('no more left than its ticket has', noMoreLeft),
  ];
}

const leftOf = (clock: Clock, now: Date): number => roomWithin(clock, clock.limit.unit, now, calendar);

const hangsOnNothing = ({ parentId }: Order, orders: readonly Order[]): boolean =>
  parentId !== null && !orders.some((parent) => parent.id === parentId && isOpen(parent));

const rule = (name: string, holds: boolean): string[] => (holds ? [] : [name]);

const starts = [
  () => new Scene(),
  () => new Scene().toTownship(),
  () => new Scene({ category: undefined }),
  () => new Scene().solved(),
];

describe('whatever is done in whatever order', () => {
  it('each order follows the field, at most one lead works, clocks run exactly while somebody works', () => {
    const [states, origins] = [new Set<string>(), new Set<string>()];
    fc.assert(
      fc.property(acts, fc.nat(3), (plan, start) => {
        const scene = starts[start]?.() ?? new Scene();
        const broken = plan.flatMap((each) => {
          const change = step(scene, each);
          if (!change) return [];
          const byStep = brokenByStep(scene.matter, change);
          for (const { state, origin } of scene.then(change).matter.orders) {
            states.add(state);
            origins.add(origin);
          }
          return [...byStep, ...brokenIn(scene.matter, scene.now)];
        });
        expect(broken).toEqual([]);
      }),
      { numRuns: 2000 },
    );
    expect([...states].sort()).toEqual([...orderLifecycle.table.states].sort());
    expect([...origins]).toEqual(expect.arrayContaining(['assist', 'delegate', 'raise', 'reassign']));
  });
});
