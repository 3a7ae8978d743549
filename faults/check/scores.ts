import type { Evidence, LogEvent, MeasureRule, PlanRule, ScoreEvidence, UnitFigures } from './evidence.js';
import { grouped, lost, wrong, type Finding, type Violation } from './finding.js';

/** What a unit answers for, counted anew from the logs. */
interface Fact {
  readonly facts: string;
  unit: string | undefined;
  countsAt: Date | undefined;
  readonly fields: Record<string, unknown>;
}

/** The published figures equal a recount of the events. */
export function checkScores({ log, scores }: Evidence): Finding {
  const facts = factsOf(log);
  const violations = scores.flatMap((score) => [
    ...unscored(score),
    ...score.units.flatMap((unit) => checkUnit(score, unit, facts)),
  ]);
  return {
    rule: 'scores equal a recomputation from events',
    looked: scores.reduce((sum, { units }) => sum + units.length, 0),
    violations,
  };
}

/** Every unit that the plan assesses has its figures. */
function unscored({ plan, units, subjects }: ScoreEvidence): Violation[] {
  const told = new Set(units.map(({ unit }) => unit));
  return subjects.filter((unit) => !told.has(unit)).map((unit) => lost(`the figures of ${unit} by ${plan.code}`));
}

function checkUnit({ plan, from, to }: ScoreEvidence, told: UnitFigures, facts: readonly Fact[]): Violation[] {
  const own = facts.filter(
    ({ unit, countsAt }) => unit === told.unit && countsAt !== undefined && countsAt >= from && countsAt < to,
  );
  const counted = figuresOf(plan, told.unit, own);
  const differences = counted.indicators.flatMap((figure, index) => {
    const other = told.indicators[index];
    const same =
      figure.numerator === other?.numerator &&
      figure.denominator === other.denominator &&
      figure.points === other.points;
    return same ? [] : [wrong(`${told.unit}: ${JSON.stringify(other)}, by the events ${JSON.stringify(figure)}`)];
  });
  if (counted.total === told.total) return differences;
  return [...differences, wrong(`${told.unit} has ${told.total} points, by the events ${counted.total}`)];
}

/** Points of each indicator, rounded half up to hundredths; the total is scaled to those that have cases. */
export function figuresOf(plan: PlanRule, unit: string, facts: readonly Fact[]): UnitFigures {
  const indicators = plan.indicators.map(({ code, weight, better, ...rules }) => {
    const [numerator, denominator] = [measured(rules.numerator, facts), measured(rules.denominator, facts)];
    if (denominator === 0) return { code, numerator, denominator, points: null, weight };
    const part = Math.min(numerator, denominator);
    const share = (better === 'high' ? part : denominator - part) / denominator;
    return { code, numerator, denominator, points: hundredths(weight * share), weight };
  });
  const counting = indicators.filter(({ points }) => points !== null);
  const weight = counting.reduce((sum, one) => sum + one.weight, 0);
  const points = counting.reduce((sum, one) => sum + (one.points ?? 0), 0);
  const total = weight === 0 ? null : hundredths((points / weight) * 100);
  return { unit, total, indicators: indicators.map(({ weight: _, ...figure }) => figure) };
}

/** A hair's breadth up: what should be exactly half must not be lost to floating point. */
const hundredths = (value: number): number => Math.floor(value * 100 + 0.5 + 1e-7) / 100;

function measured({ facts: kind, where = {}, value }: MeasureRule, facts: readonly Fact[]): number {
  const fitting = facts.filter(
    (fact) =>
      fact.facts === kind &&
      Object.entries(where).every(([field, wanted]) => [wanted].flat().includes(fact.fields[field])),
  );
  if (!value) return fitting.length;
  const sum = fitting.reduce((total, { fields }) => total + (value.counts[String(fields[value.field])] ?? 0), 0);
  return Math.round(sum * 10_000) / 10_000;
}

/** Every fact that the events make. */
export function factsOf(log: readonly LogEvent[]): Fact[] {
  const inOrder = [...log].sort((a, b) => a.sequence - b.sequence);
  const aggregates = grouped(inOrder, ({ aggregateId }) => aggregateId);
  const results = resultsOf(inOrder);
  const merges = new Map(
    inOrder
      .filter(({ name }) => name === 'ticket.merged')
      .map(({ aggregateId, data, at }) => [aggregateId, { into: String(data['into']), at }]),
  );
  return [...aggregates.values()].flatMap((events) => {
    if (events[0]?.entity === 'order') return [orderFact(events)];
    if (events[0]?.entity === 'whistle') return summonsFacts(events);
    return events.flatMap((event) => answerFact(event, results, merges));
  });
}

/** What a limit that has passed says of the holder; that of a verification says nothing of it. */
const JUDGED_BY: Readonly<Record<string, string>> = { accept: 'acceptedOnTime', handling: 'resolvedOnTime' };

function orderFact(events: readonly LogEvent[]): Fact {
  const fact: Fact = {
    facts: 'order',
    unit: undefined,
    countsAt: undefined,
    fields: { returned: false, redone: false },
  };
  let settled = false;
  for (const { name, data, unit } of events) {
    if (name === 'order.issued') {
      fact.unit = unit;
      fact.countsAt = new Date(String(data['dueAt']));
      Object.assign(fact.fields, data, { redone: data['origin'] === 'redo' });
    }
    if (name === 'order.returned') fact.fields['returned'] = true;
    if (name === 'order.accepted') fact.fields['acceptedOnTime'] = data['onTime'];
    if (['order.resolved', 'order.raised', 'order.confirmed'].includes(name))
      fact.fields['resolvedOnTime'] = data['onTime'];
    const judges = name === 'order.due' && JUDGED_BY[String(data['clock'])];
    if (judges) fact.fields[judges] = false;
    if (name === 'order.resolved' || name === 'order.raised') settled = true;
    if (name === 'order.sent-back') settled = false;
    if (name === 'order.rung-voided' && data['rung'] === 'due' && !settled) delete fact.fields['resolvedOnTime'];
    if (name === 'order.sent-back' && fact.fields['resolvedOnTime'] === true) delete fact.fields['resolvedOnTime'];
  }
  return fact;
}

function summonsFacts(events: readonly LogEvent[]): Fact[] {
  const approved = events.find(({ name }) => name === 'whistle.approved');
  const summoned = events.find(({ name }) => name === 'whistle.summoned');
  const units = approved ? [String(approved.data['lead']), ...(approved.data['assists'] as string[])] : [];
  return units.map((unit) => {
    const came = events.find(({ name, data }) => name === 'whistle.reported-in' && data['unit'] === unit);
    const missed = missedOf(events, unit);
    const onTime = came ? came.data['onTime'] : missed ? false : undefined;
    const countsAt = summoned && new Date(String(summoned.data['dueAt']));
    return { facts: 'summons', unit, countsAt, fields: onTime === undefined ? {} : { onTime } };
  });
}

/** A miss that turned out to be none is taken back. */
function missedOf(events: readonly LogEvent[], unit: string): boolean {
  const own = events.filter(({ data }) => data['unit'] === unit);
  const due = own.filter(({ name }) => name === 'whistle.report-in-due').length;
  return (
    due > own.filter(({ name, data }) => name === 'whistle.rung-voided' && data['rung'] === 'report-in-due').length
  );
}

/** The unit of each round's result, and since when it was there. */
const resultsOf = (log: readonly LogEvent[]): Results =>
  new Map(
    log
      .filter(({ name }) => name === 'ticket.resolved')
      .map(({ aggregateId, data, at }) => [`${aggregateId} ${data['round']}`, { unit: String(data['unit']), at }]),
  );

type Results = ReadonlyMap<string, { readonly unit: string; readonly at: Date }>;
type Merges = ReadonlyMap<string, { readonly into: string; readonly at: Date }>;

/** Of the unit whose result was there when it was given, also where the reporter's ticket had been merged. */
function answerFact({ name, aggregateId, data, at }: LogEvent, results: Results, merges: Merges): Fact[] {
  if (name !== 'report.rated' && name !== 'report.called-back') return [];
  const result = results.get(`${handled(aggregateId, at, merges)} ${data['round']}`);
  const unit = result && result.at <= at ? result.unit : undefined;
  return [{ facts: name === 'report.rated' ? 'rating' : 'call-back', unit, countsAt: at, fields: data }];
}

function handled(ticketId: string, at: Date, merges: Merges): string {
  const merge = merges.get(ticketId);
  return merge && merge.at <= at ? handled(merge.into, at, merges) : ticketId;
}
