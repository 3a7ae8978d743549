import { repartitionController, type OpenQuestion } from '@gridwhistle/registry/copy';

const OPEN = `state not in ('declined', 'completed', 'cancelled')`;
// Named when it was asked for, or later in the place of another.
const SUMMONED = `(select w.id, w.state, named.unit from whistle w cross join lateral (
    select w.lead as unit union select jsonb_array_elements_text(w.assists)
    union select jsonb_array_elements(w.attendance)->>'unit') named) summons`;

const QUESTIONS: readonly OpenQuestion[] = [
  { what: 'whistle-asked', of: 'units', table: 'whistle', column: 'township', where: OPEN },
  { what: 'whistle-summoned', of: 'units', table: SUMMONED, column: 'unit', where: OPEN },
  { what: 'whistle-of-kind', of: 'whistles', table: 'whistle', column: 'kind', where: OPEN },
];

/** Which open whistles name a unit, or are of a kind. */
export const RepartitionController = repartitionController(QUESTIONS);
