import type { ReportCalledBack, ReportRated } from '@gridwhistle/contracts';
import type { Satisfaction } from '@gridwhistle/kernel';
import { unknownFact, withFields, type Fact } from './fact.js';

/**
 * What plans count of one answer of a citizen about one resolution. A rating is the answer that the reporter gave
 * unasked: effective by nature, and somebody who rates a result was told of it. Domain §5: only effective ones count,
 * which the plan says by `effective: true`.
 */
export type CallBackFields = {
  by: 'reporter' | 'centre' | 'hotline';
  round: number;
  effective: boolean;
  responded: boolean;
  solved: boolean;
  /** Absent where the citizen said nothing about it. */
  satisfaction?: Satisfaction;
};

interface Place {
  /** Count of the report's events: tells the answers of one round apart. */
  sequence: number;
  /** The unit whose result it was; null while dispatch has not said. */
  unit: string | null;
  at: Date;
}

export function ratingFact({ ticketId, round, solved, satisfaction }: ReportRated, place: Place): Fact {
  return answer(ticketId, { by: 'reporter', round, effective: true, responded: true, solved, satisfaction }, place);
}

export function callBackFact(event: ReportCalledBack, place: Place): Fact {
  const { ticketId, by, round, effective, responded, solved, satisfaction } = event;
  return answer(ticketId, { by, round, effective, responded, solved, satisfaction }, place);
}

/** An answer belongs to the period in which it was given. */
function answer(ticketId: string, fields: CallBackFields, { sequence, unit, at }: Place): Fact {
  const fact = withFields(unknownFact('call-back', `${ticketId}:${sequence}`, ticketId), fields);
  return { ...fact, unit, countsAt: at, settledAt: at };
}
