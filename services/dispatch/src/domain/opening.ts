import type { Channel, Severity } from '@gridwhistle/kernel';
import { startRound } from './assigning.js';
import { startDispatchClock } from './dispatch-clock.js';
import { fact } from './fact.js';
import type { Change } from './matter.js';
import { ON_THE_SPOT, settle, settledBy, type SettledReport } from './on-the-spot.js';
import { routed, type Routed } from './routing.js';
import type { Context, Rules, UnitFacts } from './rules.js';
import { ticketLifecycle, type Missing, type Ticket } from './ticket.js';

/** What intake tells about a report: the results of its rules over words and place. */
export interface Report extends SettledReport {
  readonly channel: Channel;
  readonly hardCase?: boolean | undefined;
  readonly category?: string | undefined;
  readonly condition?: string | undefined;
  readonly severity: Severity;
  readonly grid?: string | undefined;
  /** Codes of the word lists that intake found in it, by the profile of that time: one that is gone fits no route. */
  readonly wordLists?: readonly string[] | undefined;
  /** When it was reported, by intake's clock. */
  readonly reportedAt: Date;
}

/**
 * A report becomes a ticket: assigned at once when its grid worker settled it or the route names a unit, else it waits for
 * its dispatching unit.
 */
export function open(report: Report, context: Context): Change {
  const facts = knownFacts(report, context.rules);
  const way = wayOf(report, facts, context);
  const { rule, unit, assignee } = way;
  const { channel, severity } = report;
  const ticket = { ...newTicket(report, facts, context), routing: way.routing };
  const state = ticketLifecycle.next(null, 'open', { ticket, orders: [] });
  const waitingFor = unit ? [] : missingOf(facts);
  const dispatcher = unit ? ticket.dispatcher : waitsFor(report, way.waitsFor, context);
  const dispatchClock = unit ? null : startDispatchClock(severity, context);
  const opened = { ...ticket, state, waitingFor, dispatcher, dispatchClock };
  const event = fact('ticket.opened', {
    ticketId: ticket.id,
    severity,
    channel,
    dispatcher,
    waitingFor: [...waitingFor],
  });
  if (!unit) return { ticket: { next: opened, events: [event] }, orders: [] };
  const matter = {
    ticket: { ...opened, state: ticketLifecycle.next(state, 'assign', { ticket, orders: [] }) },
    orders: [],
  };
  const first = startRound(matter, { unit, assignee, rule, origin: 'route' }, context);
  const change = { ...first, ticket: { next: first.ticket.next, events: [event, ...first.ticket.events] } };
  return rule === ON_THE_SPOT ? settle(change, report, context) : change;
}

/** Where a report goes, by which rule. */
interface Way {
  readonly routing: Routed | null;
  readonly rule: string;
  readonly unit?: UnitFacts | undefined;
  readonly assignee?: string | undefined;
  readonly waitsFor?: string | undefined;
}

/**
 * Whoever settled it on the spot has it; else the routes decide. Those with hours look at the time of the report, not at the
 * time at which it is heard of: heard late or again, it goes the same way. What the dispatching unit routes later goes by the
 * time of that act: who is at work then shall get it.
 */
function wayOf(report: Report, { category, grid, severity }: KnownFacts, context: Context): Way {
  const { rules } = context;
  const settler = category !== undefined && grid !== undefined ? settledBy(report, rules) : undefined;
  if (settler) return { routing: null, rule: ON_THE_SPOT, unit: settler };
  const { channel, wordLists, reportedAt: at } = report;
  const hardCase = isHardCase(report);
  const routing = routed({ category, grid, severity, channel, hardCase, wordLists, at }, context);
  const unit = routing.unit === undefined ? undefined : rules.unit(routing.unit);
  return { routing, rule: routing.rule, unit, assignee: routing.person, waitsFor: routing.waitsFor };
}

interface KnownFacts {
  readonly category?: string | undefined;
  readonly condition?: string | undefined;
  readonly grid?: string | undefined;
  readonly severity: Severity;
}

/** What the report names and the profile in force knows, or has a successor of; other codes are left to the dispatching unit. */
function knownFacts({ category, condition, grid, severity }: Report, rules: Rules): KnownFacts {
  const known = category !== undefined && rules.category(category) ? category : undefined;
  const fits = known !== undefined && rules.conditionsOf(known).some((each) => each.condition === condition);
  return {
    severity,
    category: known,
    condition: fits ? condition : undefined,
    grid: grid === undefined ? undefined : rules.gridNow(grid)?.code,
  };
}

function newTicket(report: Report, facts: KnownFacts, { rules, now }: Context): Ticket {
  const { ticketId, channel } = report;
  const area = facts.grid === undefined ? undefined : rules.grid(facts.grid)?.area;
  const dispatcher = area === undefined || isHardCase(report) ? rules.centre(area) : rules.dispatchingUnit(area);
  return {
    id: ticketId,
    state: 'reported',
    severity: facts.severity,
    channel,
    category: facts.category ?? null,
    condition: facts.condition ?? null,
    grid: facts.grid ?? null,
    area: area ?? null,
    dispatcher: dispatcher.code,
    waitingFor: [],
    rule: null,
    routing: null,
    kind: null,
    objection: null,
    isHard: false,
    round: 0,
    outcome: null,
    ratedRound: 0,
    openedAt: now,
    closedAt: null,
    mergedInto: null,
    reporters: [ticketId],
    reportedBy: report.reportedBy ?? null,
    partOf: null,
    parts: null,
    clock: null,
    dispatchClock: null,
    reviewClock: null,
    ratingClock: null,
    callBackClock: null,
  };
}

function missingOf({ grid, category }: KnownFacts): Missing[] {
  const missing: Missing[] = [];
  if (grid === undefined) missing.push('grid');
  if (category === undefined) missing.push('category');
  return missing.length > 0 ? missing : ['decision'];
}

/** What 12345 sends, unless it hands over everything and says that this is none. */
const isHardCase = ({ channel, hardCase }: Report): boolean => channel === 'hotline' && hardCase !== false;

/** What 12345 could not place is a hard case: it starts with the centre. */
function waitsFor(report: Report, unit: string | undefined, { rules }: Context): string {
  return isHardCase(report) || unit === undefined ? rules.centre().code : unit;
}
