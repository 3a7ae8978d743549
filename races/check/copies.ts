import { lost, wrong, type Finding } from '../../faults/check/finding.js';
import type { RaceEvidence } from './evidence.js';

/** What any service keeps of a ticket, an order or a whistle is what its owner says. */
export function checkCopies({ told }: RaceEvidence): Finding {
  return {
    rule: 'the same in every service',
    looked: told.length,
    violations: told.flatMap(({ service, what, id, owned, told: copy }) => {
      if (copy === owned) return [];
      if (copy === null) return [lost(`${service} does not know ${what} ${id}, which is ${owned}`)];
      return [wrong(`${what} ${id} is ${owned}, ${copy} at ${service}`)];
    }),
  };
}
