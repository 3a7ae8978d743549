import { dueAt, startClock } from '@gridwhistle/clocks';
import { DomainError, type Detail, type Severity } from '@gridwhistle/kernel';
import { checkAdmitted } from './admission.js';
import { fact, type Decided } from './fact.js';
import { informed } from './informing.js';
import { dueText, issue } from './issue.js';
import { wholeLimit } from './limits.js';
import type { Change, Matter } from './matter.js';
import { leadsOf, type Order } from './order.js';
import { refusalsOf, refuseProblems } from './refusals.js';
import { checkReceivedNoReturn } from './returning.js';
import { routed } from './routing.js';
import type { Context, RouteQuestion, Rules, StandardLimit, UnitFacts } from './rules.js';
import { ticketLifecycle, type Ticket } from './ticket.js';
import { handlingUnit } from './unit.js';

/** What the dispatching unit decides; what is left out stays as it is. A named grid is given the work by an admitted duty. */
export interface Assignment {
  readonly grid?: string | undefined;
  readonly category?: string | undefined;
  readonly condition?: string | undefined;
  readonly severity?: Severity | undefined;
  readonly unit?: string | undefined;
  readonly duty?: string | undefined;
}

/** The dispatching unit gives a ticket what was missing, or a new lead after the last one was cancelled. */
export function assign(matter: Matter, given: Assignment, context: Context): Change {
  const { orders } = matter;
  const state = ticketLifecycle.next(matter.ticket.state, 'assign', matter);
  if (matter.ticket.state !== 'reported') return { orders: [nextLead(matter, given, context)] };
  const ticket = { ...completed(matter.ticket, given, context), state };
  const { routing, ...to } = chosenUnit(ticket, given, context);
  return startRound({ ticket: { ...ticket, routing }, orders }, { ...to, origin: 'assign' }, context);
}

function completed(ticket: Ticket, given: Assignment, context: Context): Ticket {
  const { rules } = context;
  const category = given.category ?? ticket.category;
  const grid = given.grid ?? ticket.grid;
  const condition = given.condition ?? (given.category === undefined ? ticket.condition : null);
  refuseProblems('the assignment', [
    ...gridProblems(grid, rules),
    ...categoryProblems(category, condition, rules),
    ...unitProblems(ticket, given, context),
  ]);
  const area = grid === null ? null : (rules.grid(grid)?.area ?? null);
  return { ...ticket, category, condition, grid, area, severity: given.severity ?? ticket.severity };
}

function gridProblems(grid: string | null, rules: Rules): Detail[] {
  if (grid === null) return [{ field: 'grid', code: 'input.invalid', message: 'the ticket has no grid yet: name it' }];
  return rules.grid(grid) ? [] : [{ field: 'grid', code: 'grid.unknown', message: `no grid ${grid} in this district` }];
}

function categoryProblems(category: string | null, condition: string | null, rules: Rules): Detail[] {
  const field = 'category';
  if (category === null) return [{ field, code: 'input.invalid', message: 'the ticket has no category yet: name it' }];
  if (!rules.category(category)) return [{ field, code: 'category.unknown', message: `no category ${category} here` }];
  if (condition === null || rules.conditionsOf(category).some((each) => each.condition === condition)) return [];
  return [{ field: 'condition', code: 'condition.unknown', message: `no condition ${condition} in ${category}` }];
}

/** Admission: people name the duty by which a grid is given work, a route needs none. */
function unitProblems(ticket: Ticket, { unit, duty }: Assignment, context: Context): Detail[] {
  if (unit === undefined) return [];
  return refusalsOf(() => checkAdmitted(ticket, handlingUnit(unit, context), duty, context));
}

/** After the last lead was cancelled: what the assignment decided stays, only who does it is chosen anew. */
function nextLead({ ticket, orders }: Matter, given: Assignment, context: Context): Decided<Order> {
  const problems = [
    ...decidedProblems(ticket, given),
    ...unitProblems(ticket, given, context),
    ...refusalsOf(() => checkReceivedNoReturn(leadsOf(orders, ticket.round), ticket.dispatcher, given.unit)),
  ];
  refuseProblems('the assignment', problems);
  const { unit, assignee } = chosenUnit(ticket, given, context);
  return issue(ticket, orders, { unit, assignee, role: 'lead', origin: 'assign' }, context);
}

const DECIDED = ['grid', 'category', 'condition', 'severity'] as const;

function decidedProblems(ticket: Ticket, given: Assignment): Detail[] {
  return DECIDED.filter((field) => given[field] !== undefined && given[field] !== ticket[field]).map((field) => ({
    field,
    code: 'ticket.assigned-once',
    message: `was decided when the ticket was assigned, and stays ${ticket[field] ?? 'empty'}`,
  }));
}

type Choice = Pick<Ticket, 'routing'> & Omit<FirstLead, 'origin'>;

function chosenUnit(ticket: Ticket, given: Assignment, context: Context): Choice {
  if (given.unit !== undefined) {
    return { unit: handlingUnit(given.unit, context), rule: 'dispatcher', routing: ticket.routing };
  }
  const routing = routed(questionAbout(ticket, context.now), context);
  const { rule, person: assignee } = routing;
  if (routing.unit !== undefined) return { unit: handlingUnit(routing.unit, context), assignee, rule, routing };
  throw new DomainError('input.invalid', 'the route leaves the decision to the dispatching unit', [
    { field: 'unit', message: 'name the unit: no route decides it' },
  ]);
}

/** What is known of the ticket now; what intake and 12345 said of it stays as it was. */
function questionAbout({ severity, channel, category, grid, routing }: Ticket, at: Date): RouteQuestion {
  const { hardCase, wordLists } = routing?.asked ?? {};
  return { severity, channel, category: category ?? undefined, grid: grid ?? undefined, hardCase, wordLists, at };
}

interface FirstLead {
  readonly unit: UnitFacts;
  readonly assignee?: string | undefined;
  readonly rule: string;
  readonly origin: 'route' | 'assign';
}

/** The first lead order and the ticket's own limit, which starts with the assignment (rule 9). */
export function startRound(
  { ticket: before, orders }: Pick<Matter, 'ticket' | 'orders'>,
  { rule, ...job }: FirstLead,
  context: Context,
) {
  const ticket = { ...withClock(before, context), waitingFor: [], rule, round: before.round + 1 };
  const lead = issue(ticket, orders, { ...job, role: 'lead' }, context);
  const events = [assigned(ticket, job.unit.code, context), ...informed(ticket, lead.next)];
  return { ticket: { next: ticket, events }, orders: [lead] };
}

/** The ticket with a fresh limit: at assignment and at redo. */
export function withClock(ticket: Ticket, { rules, now }: Context): Ticket {
  if (ticket.category === null) throw new DomainError('conflict', 'the ticket has no category yet');
  const standard = standardOf(ticket.category, ticket, rules);
  const limits = standard.limits.map(({ limit }) => limit);
  const limit = wholeLimit(limits, now, rules.calendar);
  const clock = startClock({ kind: 'handling', limit, at: now }, rules.calendar);
  return { ...ticket, condition: standard.condition ?? null, clock };
}

/** A matter that is handled again may be of a category or condition which the profile has no more. */
function standardOf(category: string, { condition, severity }: Ticket, rules: Rules): StandardLimit {
  if (!rules.category(category)) return rules.fallbackLimit(severity);
  const isKnown = rules.conditionsOf(category).some((each) => each.condition === condition);
  return rules.limitFor(category, isKnown ? (condition ?? undefined) : undefined, severity);
}

/** What the outside learns of an assignment, the first one and that of every redo. */
export function assigned(ticket: Ticket, unit: string, { rules }: Context) {
  const { id, round, category, condition, severity, grid, area, rule, clock } = ticket;
  if (category === null || grid === null || area === null || clock === null) throw new Error('not assigned');
  return fact('ticket.assigned', {
    ticketId: id,
    round,
    category,
    severity,
    grid,
    area,
    unit,
    rule: rule ?? 'dispatcher',
    dueAt: dueText(clock, rules.calendar),
    provisional: dueAt(clock, rules.calendar)?.provisional ?? false,
    ...(condition === null ? {} : { condition }),
  });
}
