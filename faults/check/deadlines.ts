import type { ClockEvidence, Evidence, LogEvent } from './evidence.js';
import { grouped, lost, wrong, type Finding, type Violation } from './finding.js';
import { after, between, judge, worthOf, type Judgement, type Limit, type Stretch } from './reference-clock.js';
import { courseOf, unsuspended, type Course } from './stretches.js';

/** Deadlines and judgements of every clock equal what its events lead to, counted anew. */
export function checkDeadlines(evidence: Evidence): Finding {
  const history = new History(evidence);
  const violations = [...unwatched(evidence), ...evidence.clocks.flatMap((clock) => history.check(clock))];
  return { rule: 'deadlines and met or missed equal the reference', looked: evidence.clocks.length, violations };
}

/** Which clocks an event starts; that of a report in begins when escalation learns of the order. */
const STARTED: Readonly<Record<string, readonly string[]>> = {
  'order.issued': ['accept', 'handling'],
  'order.resolved': ['verification'],
  'ticket.assigned': ['handling'],
  'whistle.requested': ['approval'],
};

/** What should run and has never been written. */
function unwatched({ log, clocks }: Evidence): Violation[] {
  const written = new Set(clocks.map(({ entity, aggregateId, kind }) => `${kind} of ${entity} ${aggregateId}`));
  const due = log.flatMap(({ name, entity, aggregateId }) =>
    (STARTED[name] ?? []).map((kind) => `${kind} of ${entity} ${aggregateId}`),
  );
  return [...new Set(due)].filter((clock) => !written.has(clock)).map((clock) => lost(`the clock ${clock}`));
}

/** A timer looks several times a second; with so much between nobody else can have been first. */
const TOLD_WITHIN_MS = 5 * 60_000;

/** The events by aggregate, and what the reference makes of them. */
class History {
  private readonly events: ReadonlyMap<string, LogEvent[]>;

  constructor(private readonly evidence: Evidence) {
    const inOrder = [...evidence.log].sort((a, b) => a.sequence - b.sequence);
    this.events = grouped(inOrder, ({ aggregateId }) => aggregateId);
  }

  check(clock: ClockEvidence): Violation[] {
    if (clock.kind === 'verification') return this.checkVerification(clock);
    if (clock.entity === 'order') return this.checkOrder(clock);
    if (clock.entity === 'whistle') return this.checkWhistle(clock);
    return clock.kind === 'handling' ? this.checkTicket(clock) : [];
  }

  private checkOrder(clock: ClockEvidence): Violation[] {
    const events = this.of(clock.aggregateId);
    const limit = clock.kind === 'accept' ? this.limitOf(clock) : this.withinTicket(clock, events);
    const course = courseOf(clock.kind, events, (event, before) => this.timeOf(event, before));
    const judged = judge(limit, course.stretches, course.endedAt);
    return [
      ...compare(clock, judged),
      ...this.toldOf(clock, events, limit, course, judged),
      ...this.untold(clock, events, course, judged),
    ];
  }

  /** Of the last result, until the verifier answers or the order ends. */
  private checkVerification(clock: ClockEvidence): Violation[] {
    const events = this.of(clock.aggregateId);
    const resolved = events.findLastIndex(({ name }) => name === 'order.resolved');
    const [result, ...later] = resolved < 0 ? [] : events.slice(resolved);
    if (!result) return [wrong(`nothing started the clock verification of ${clock.aggregateId}`)];
    const endedAt = later.find(({ name }) => ANSWERED.includes(name))?.at ?? null;
    const stretches = unsuspended({ from: result.at, to: endedAt }, this.of(result.ticketId ?? ''));
    const judged = judge(this.limitOf(clock), stretches, endedAt);
    return [...compare(clock, judged), ...this.untold(clock, later, { stretches, endedAt }, judged)];
  }

  /** Whoever missed a limit, and went on with it, was told so. */
  private untold(clock: ClockEvidence, events: readonly LogEvent[], { stretches }: Course, { due }: Judgement) {
    const end = ({ to }: Stretch): Date => to ?? this.evidence.now;
    const passed = stretches.some((one) => due && one.from <= due && +end(one) - +due > TOLD_WITHIN_MS);
    const told = events.some(({ name, data }) => name === 'order.due' && data['clock'] === clock.kind);
    if (!passed || told) return [];
    return [lost(`order.due of ${clock.aggregateId}: its ${clock.kind} limit ended at ${due?.toISOString()}`)];
  }

  /** What the order's events said of the clock. */
  private toldOf(
    clock: ClockEvidence,
    events: readonly LogEvent[],
    limit: Limit,
    { stretches, endedAt }: Course,
    judged: Judgement,
  ): Violation[] {
    const [issued] = events;
    const start = stretches[0]?.from;
    const due = start && after(start, limit.budget, limit.measure, limit.hours).toISOString();
    const field = clock.kind === 'accept' ? 'acceptDueAt' : 'dueAt';
    const said = issued && instant(issued.data[field]);
    const first =
      said === due ? [] : [wrong(`${issued?.name} of ${clock.aggregateId} says ${field} ${said}, not ${due}`)];
    const ending = clock.kind === 'accept' ? ['order.accepted'] : ['order.confirmed', 'order.raised'];
    const last = events.find(({ name, at }) => ending.includes(name) && +at === +(endedAt ?? 0));
    return [...first, ...(last ? onTime(last, judged.met) : [])];
  }

  /** Never more than the ticket has left (domain §4, rule 9). */
  private withinTicket(clock: ClockEvidence, [issued]: readonly LogEvent[]): Limit {
    const whole = this.limitOf(clock);
    const { measure, hours } = whole;
    const round = issued?.data['round'];
    const assigned = this.of(issued?.ticketId ?? '').find(
      ({ name, data }) => name === 'ticket.assigned' && data['round'] === round,
    );
    if (!issued || !assigned) return whole;
    const until = after(assigned.at, whole.budget, measure, hours);
    const rest = issued.at > until ? 0 : whole.budget - between(assigned.at, issued.at, measure, hours);
    return { ...whole, budget: Math.min(whole.budget, rest), until };
  }

  private checkTicket(clock: ClockEvidence): Violation[] {
    const limit = this.limitOf(clock);
    const assigned = this.of(clock.aggregateId).findLast(({ name }) => name === 'ticket.assigned');
    if (!assigned) return [];
    const resolved = this.of(clock.aggregateId).findLast(({ name }) => name === 'ticket.resolved');
    const current = resolved?.data['round'] === assigned.data['round'] ? resolved : undefined;
    const done = this.of(String(current?.data['orderId'])).findLast(({ name }) => name === 'order.resolved');
    const to = done?.at ?? null;
    const judged = judge(limit, [{ from: assigned.at, to }], to);
    const due = after(assigned.at, limit.budget, limit.measure, limit.hours).toISOString();
    const said = instant(assigned.data['dueAt']);
    return [
      ...compare(clock, judged),
      ...(said === due ? [] : [wrong(`ticket.assigned of ${clock.aggregateId} says dueAt ${said}, not ${due}`)]),
      ...(current ? onTime(current, judged.met) : []),
    ];
  }

  private checkWhistle(clock: ClockEvidence): Violation[] {
    const events = this.of(clock.aggregateId);
    const [from, end] = clock.kind === 'approval' ? approval(events) : this.reportIn(clock, events);
    if (!from) return [wrong(`nothing started the clock ${clock.kind} of ${clock.aggregateId}`)];
    // A department that turned up before its order was known here is judged by when it came: its event is older.
    const endedAt = end && (end.at < from.at ? from.at : end.at);
    const whole = { from: from.at, to: endedAt ?? null };
    const judged = judge(this.limitOf(clock), unsuspended(whole, this.of(from.ticketId ?? '')), whole.to);
    const judging = end && 'onTime' in end.data ? onTime(end, judged.met) : [];
    return [...compare(clock, judged), ...judging];
  }

  private reportIn({ aggregateId, unit }: ClockEvidence, events: readonly LogEvent[]) {
    const issued = this.evidence.log.find(
      (event) => event.name === 'order.issued' && event.unit === unit && event.data['whistleId'] === aggregateId,
    );
    const came = events.find(({ name, data }) => name === 'whistle.reported-in' && data['unit'] === unit);
    return [issued, came ?? events.find(({ name }) => OVER.includes(name))] as const;
  }

  /** A stop or start that a whistle decides counts from the whistle's event. */
  private timeOf(event: LogEvent, before: readonly LogEvent[]): Date {
    if (event.name === 'order.waiting')
      return this.whistleEvent(event.data['whistleId'], ['whistle.approved'])?.at ?? event.at;
    if (event.name !== 'order.resumed') return event.at;
    const waiting = before.findLast(({ name }) => name === 'order.waiting');
    return this.whistleEvent(waiting?.data['whistleId'], OVER)?.at ?? event.at;
  }

  private whistleEvent(id: unknown, names: readonly string[]): LogEvent | undefined {
    return this.of(String(id)).find(({ name }) => names.includes(name));
  }

  private limitOf({ amount, measure }: ClockEvidence): Limit {
    const hours = this.evidence.officeHours;
    return { budget: worthOf(amount, measure, hours), measure, hours };
  }

  private of(aggregateId: string): readonly LogEvent[] {
    return this.events.get(aggregateId) ?? [];
  }
}

/** What ends the wait for a verifier. */
const ANSWERED = ['order.confirmed', 'order.sent-back', 'order.cancelled'];
const OVER = ['whistle.completed', 'whistle.cancelled', 'whistle.declined'];

function approval(events: readonly LogEvent[]) {
  const ends = ['whistle.approved', 'whistle.declined', 'whistle.cancelled'];
  return [
    events.find(({ name }) => name === 'whistle.requested'),
    events.find(({ name }) => ends.includes(name)),
  ] as const;
}

function compare(clock: ClockEvidence, { due, met }: Judgement): Violation[] {
  const name = `the clock ${clock.kind} of ${clock.entity} ${clock.aggregateId}`;
  const [stored, counted] = [clock.dueAt?.toISOString() ?? 'no moment', due?.toISOString() ?? 'no moment'];
  return [
    ...(stored === counted ? [] : [wrong(`${name} is due at ${stored}, by the reference at ${counted}`)]),
    ...(clock.met === met ? [] : [wrong(`${name} has met ${clock.met}, by the reference ${met}`)]),
  ];
}

function onTime({ name, aggregateId, data }: LogEvent, met: boolean | null): Violation[] {
  return data['onTime'] === met ? [] : [wrong(`${name} of ${aggregateId} says onTime ${data['onTime']}, not ${met}`)];
}

const instant = (value: unknown): string => new Date(String(value)).toISOString();
