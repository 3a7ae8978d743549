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
  /** Where the round was handled; null while dispatch has not said. */
  area: string | null;
  at: Date;
}

/** An answer belongs to the period in which it was given. */
export function answerFact(event: ReportRated | ReportCalledBack, { sequence, unit, area, at }: Place): Fact {
  const fact = unknownFact('call-back', `${event.ticketId}:${sequence}`, event.ticketId);
  return { ...withFields(fact, fieldsOf(event)), unit, area, countsAt: at, settledAt: at };
}

function fieldsOf(event: ReportRated | ReportCalledBack): CallBackFields {
  const { round, solved, satisfaction } = event;
  if (!('effective' in event)) return { by: 'reporter', round, effective: true, responded: true, solved, satisfaction };
  const { by, effective, responded } = event;
  return { by, round, effective, responded, solved, satisfaction };
}
