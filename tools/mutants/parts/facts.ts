import type { Mutant } from '../mutant.js';
import { ASSESSMENT } from './files.js';

const TICKET_FACT = `${ASSESSMENT}/ticket-fact.ts`;

const ANSWER_FACT = `${ASSESSMENT}/answer-fact.ts`;

export const FACTS_OFF: readonly Mutant[] = [
  { rule: 'fact 1', file: TICKET_FACT, from: '{ suspended: true }', to: '{ suspended: false }' },
  {
    rule: 'fact 2',
    file: TICKET_FACT,
    from: 'return [anew, { ...fact, id:',
    to: 'return [{ ...fact, id: fact.id }, { ...fact, id:',
  },
  {
    rule: 'fact 3',
    file: `${ASSESSMENT}/indicator.ts`,
    from: 'kind !== facts || of !== scopeOf(measure)',
    to: 'kind !== facts',
  },
  {
    rule: 'fact 5',
    file: `${ASSESSMENT}/order-fact.ts`,
    from: 'by === undefined ? fact : { ...fact, person: by }',
    to: 'by === undefined ? fact : { ...fact, person: fact.person ?? by }',
  },
  { rule: 'fact 4', file: TICKET_FACT, from: "filed: fact.fields['filed'] === true", to: 'filed: false' },
  { rule: 'answer 1', file: ANSWER_FACT, from: ' && round.resolvedAt <= answer.settledAt', to: '' },
  { rule: 'answer 2', file: ANSWER_FACT, from: "'effective' in event ? 'call-back' : 'rating'", to: "'call-back'" },
  {
    rule: 'answer 3',
    file: `${ASSESSMENT}/way.ts`,
    from: 'if (own && own.mergedInto !== null && hasLeft(own, at)) return followed(ways, own.mergedInto, at);',
    to: '',
  },
];
