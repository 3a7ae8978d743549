import type { Evidence, LogEvent } from './evidence.js';
import { aggregateOf, disordered, grouped, lost, repeated, wrong, type Finding, type Violation } from './finding.js';

/** Whose rows were collected; they are kept for ever. */
const WITH_ROW = ['ticket', 'order', 'whistle', 'report', 'hotline-order'];

/** Each aggregate's events are 1 to n in its owner's log, written in this order, and n is the aggregate's version. */
export function checkSequences({ log, owned }: Pick<Evidence, 'log' | 'owned'>): Finding {
  const aggregates = grouped(log, aggregateOf);
  const violations = [...aggregates].flatMap(([aggregate, events]) => holes(aggregate, events));
  const versions = owned.flatMap(({ entity, id, sequence }): Violation[] => {
    const events = aggregates.get(`${entity} ${id}`)?.length ?? 0;
    return events === sequence ? [] : [wrong(`${entity} ${id} has version ${sequence} and ${events} events`)];
  });
  const standing = new Set(owned.map(({ entity, id }) => `${entity} ${id}`));
  const rowless = [...aggregates].flatMap(([aggregate, [event]]) =>
    !event || !WITH_ROW.includes(event.entity) || standing.has(aggregate) ? [] : [lost(`the row of ${aggregate}`)],
  );
  const rule = "each aggregate's sequence is 1 to n";
  return { rule, looked: aggregates.size, violations: [...violations, ...versions, ...rowless] };
}

function holes(aggregate: string, events: readonly LogEvent[]): Violation[] {
  const found = [...events].sort((a, b) => a.logId - b.logId).map(({ sequence }) => sequence);
  const last = Math.max(...found);
  const present = new Set(found);
  const missing = Array.from({ length: last }, (_, index) => index + 1).filter((n) => !present.has(n));
  return [
    ...missing.map((n) => lost(`event ${n} of ${aggregate}`)),
    ...(present.size < found.length ? [repeated(`a sequence of ${aggregate} stands twice`)] : []),
    ...(found.some((n, index) => n < (found[index - 1] ?? 0)) ? [disordered(`${aggregate} in its owner's log`)] : []),
  ];
}
