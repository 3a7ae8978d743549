import type { Evidence } from './evidence.js';
import { lost, wrong, type Finding, type Violation } from './finding.js';

/** Every department got each event of what it holds, and nobody else's; what came again is counted. */
export function checkDesks({ desks, log }: Evidence): Finding {
  let looked = 0;
  let resent = 0;
  const violations = desks.flatMap(({ unit, events }): Violation[] => {
    const own = log.filter((event) => event.unit === unit);
    const came = new Set(events.map(({ id }) => id));
    const known = new Set(own.map(({ eventId }) => eventId));
    looked += own.length;
    resent += events.filter(({ id }) => known.has(id)).length - own.filter(({ eventId }) => came.has(eventId)).length;
    const missing = own.filter(({ eventId }) => !came.has(eventId));
    const foreign = events.filter((event) => event.unit !== unit);
    return [
      ...missing.map(({ name, aggregateId }) => lost(`${unit} did not get ${name} of ${aggregateId}`)),
      ...foreign.map((event) => wrong(`${unit} got ${event.type} of ${event.unit}`)),
    ];
  });
  return { rule: "each department's stream: its own, all of it, nobody else's", looked, violations, resent };
}
