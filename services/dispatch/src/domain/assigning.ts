import { dueAt, startClock } from '@gridwhistle/clocks';
import { DomainError, type Detail, type ErrorCode, type Severity } from '@gridwhistle/kernel';
import { fact } from './fact.js';
import { dueText, issue } from './issue.js';
import { wholeLimit } from './limits.js';
import type { Change, Matter } from './matter.js';
import { routed } from './routing.js';
import type { Context, RouteQuestion, Rules, StandardLimit, UnitFacts } from './rules.js';
import { ticketLifecycle, type Ticket } from './ticket.js';
import { handlingUnit } from './unit.js';

/** What the dispatching unit decides; what is left out stays as it is. */
export interface Assignment {
  readonly grid?: string | undefined;
  readonly category?: string | undefined;
  readonly condition?: string | undefined;
  readonly severity?: Severity | undefined;
  readonly unit?: string | undefined;
}

/** The dispatching unit gives a ticket what was missing, or a new lead after the last one was cancelled. */
export function assign(matter: Matter, given: Assignment, context: Context): Change {
  const { orders } = matter;
  const state = ticketLifecycle.next(matter.ticket.state, 'assign', matter);
  const ticket = { ...completed(matter.ticket, given, context.rules), state };
  const { rule, routing, ...to } = chosenUnit(ticket, given, context);
  if (matter.ticket.state === 'reported')
    return startRound({ ticket: { ...ticket, routing }, orders }, { ...to, rule, origin: 'assign' }, context);
  return { orders: [issue(matter.ticket, orders, { ...to, role: 'lead', origin: 'assign' }, context)] };
}

function completed(ticket: Ticket, given: Assignment, rules: Rules): Ticket {
  const category = given.category ?? ticket.category;
  const grid = given.grid ?? ticket.grid;
  const condition = given.condition ?? (given.category === undefined ? ticket.condition : null);
  const problems = [...gridProblems(grid, rules), ...categoryProblems(category, condition, rules)];
  const [first] = problems;
  if (first) throw new DomainError((first.code ?? 'input.invalid') as ErrorCode, first.message, problems);
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
  return { ticket: { next: ticket, events: [assigned(ticket, job.unit.code, context)] }, orders: [lead] };
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
