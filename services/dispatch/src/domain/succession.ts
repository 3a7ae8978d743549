import { nearestHeir } from '@gridwhistle/kernel';
import { fact, type Decided } from './fact.js';
import { applied, NOTHING, type Change, type Matter } from './matter.js';
import { isOpen, type Order } from './order.js';
import { placeBelow, replaced } from './redispatch.js';
import type { Context, Rules, UnitFacts } from './rules.js';
import { decided, finish, named } from './step.js';
import type { Ticket } from './ticket.js';
import { hangingOn, withParent } from './waiting.js';

/** Units that earlier profiles had and the one in force has not, with the unit that each belonged to. */
export type FormerUnits = ReadonlyMap<string, string | null>;

/** Domain §2: whoever took over from a unit that is gone, else the nearest unit above it that there still is. */
export const heirOf = (code: string, former: FormerUnits, rules: Pick<Rules, 'unitNow'>): UnitFacts | undefined =>
  nearestHeir(code, former, (unit) => rules.unitNow(unit));

/** The same for orders: the centre holds none. */
export function holderAfter(code: string, former: FormerUnits, rules: Pick<Rules, 'unitNow'>): UnitFacts | undefined {
  const heir = heirOf(code, former, rules);
  return heir?.kind === 'centre' ? undefined : heir;
}

/**
 * What a re-partition means for an open matter: first it moves to its grid's successor and gets whoever dispatches and
 * verifies now; then, one order at a time, what a unit that is gone worked on passes on. Nothing where all is well.
 */
export function succeed(matter: Matter, former: FormerUnits, context: Context): Change {
  if (matter.ticket.state === 'closed') return NOTHING;
  const moved = moveOn(matter, former, context);
  if (moved.ticket || moved.orders.length > 0) return moved;
  const left = matter.orders.find((order) => isLeft(matter, order, context.rules));
  const heir = left && holderAfter(left.unit, former, context.rules);
  return left && heir ? passOn(matter, left, heir, context) : NOTHING;
}

function moveOn({ ticket, orders }: Matter, former: FormerUnits, { rules }: Context): Change {
  const moved = movedTicket(ticket, former, rules);
  const place = moved ? placeOf(moved.next) : undefined;
  const changed = orders.filter(isOpen).flatMap((order) => {
    const next = movedOrder(order, place && order.grid === ticket.grid ? place : order, former, rules);
    return next ? [next] : [];
  });
  return moved ? { ticket: moved, orders: changed } : { orders: changed };
}

function movedTicket(ticket: Ticket, former: FormerUnits, rules: Rules): Decided<Ticket> | undefined {
  const grid = ticket.grid === null ? undefined : rules.gridNow(ticket.grid);
  const isMoved = grid !== undefined && grid.code !== ticket.grid;
  const dispatcher = rules.unit(ticket.dispatcher) ? ticket.dispatcher : officeAfter(ticket.dispatcher, former, rules);
  if (!isMoved && dispatcher === ticket.dispatcher) return undefined;
  const next = { ...ticket, ...(isMoved ? { grid: grid.code, area: grid.area } : {}), dispatcher };
  const event = fact('ticket.moved', {
    ticketId: ticket.id,
    ...(isMoved && ticket.grid !== null ? { fromGrid: ticket.grid } : {}),
    ...(next.grid === null ? {} : { grid: next.grid }),
    ...(next.area === null ? {} : { area: next.area }),
    dispatcher,
  });
  return { next, events: [event] };
}

const officeAfter = (code: string, former: FormerUnits, rules: Rules): string =>
  (heirOf(code, former, rules) ?? rules.centre()).code;

const placeOf = ({ grid, area }: Ticket) => (grid === null || area === null ? undefined : { grid, area });

/** The order where it lies now, with whoever verifies and dispatches it now: never its holder. */
function movedOrder(
  order: Order,
  { grid, area }: Pick<Order, 'grid' | 'area'>,
  former: FormerUnits,
  rules: Rules,
): Decided<Order> | undefined {
  const [verifier, dispatcher] = [order.verifier, order.dispatcher].map((code) => overseer(code, order, former, rules));
  if (verifier === undefined || dispatcher === undefined) throw new Error('both were asked for');
  if (verifier === order.verifier && dispatcher === order.dispatcher && grid === order.grid) return undefined;
  const now = { verifier, dispatcher, grid, area };
  return decided({ ...order, ...now }, fact('order.moved', { ...named(order), ...now }));
}

function overseer(code: string, { unit }: Order, former: FormerUnits, rules: Rules): string {
  if (rules.unit(code)) return code;
  const heir = heirOf(code, former, rules);
  if (heir && heir.code !== unit) return heir.code;
  return (rules.unit(unit) ? rules.verifierOf(unit) : rules.centre()).code;
}

/**
 * Its unit is gone and it is somebody's turn there. What waits, was returned or forwarded, or is suspended passes on when
 * it comes back to the unit; a whistle's order is fixed by its whistle.
 */
function isLeft({ ticket }: Matter, order: Order, rules: Rules): boolean {
  const works = (order.state === 'issued' || order.state === 'accepted') && order.waitsFor === null;
  return works && order.whistleId === null && ticket.state === 'assigned' && !rules.unit(order.unit);
}

/** An order never changes its unit: it ends, recorded, and another begins. Where the heir delegated it, that goes on. */
function passOn(matter: Matter, order: Order, heir: UnitFacts, context: Context): Change {
  const event = fact('order.cancelled', { ...named(order), reason: 'unit-gone', nextUnit: heir.code });
  const gone = decided(finish(matter, order, 'pass', context), event);
  const parent = matter.orders.find(({ id }) => id === order.parentId);
  if (parent?.unit === heir.code || (order.role === 'assist' && holdsAnother(matter, gone, heir))) {
    return { orders: withParent(matter, [gone, ...hangingOn(matter, order, context)], order, context) };
  }
  return replaced(matter, order, gone, placeBelow(parent, order, heir), context);
}

const holdsAnother = (matter: Matter, gone: Decided<Order>, heir: UnitFacts): boolean =>
  applied(matter, { orders: [gone] }).orders.some((order) => order.unit === heir.code && isOpen(order));
