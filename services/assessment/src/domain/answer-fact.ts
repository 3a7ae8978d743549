import type { ReportCalledBack, ReportRated } from '@gridwhistle/contracts';
import type { Satisfaction } from '@gridwhistle/kernel';
import { unknownFact, withFields, type Fact } from './fact.js';
import type { Round, RoundKey } from './round.js';
import { followed, type Ways } from './way.js';

/** What plans count of a rating: what the reporter said unasked of one resolution. */
export type RatingFields = {
  round: number;
  solved: boolean;
  satisfaction: Satisfaction;
};

/**
 * What plans count of a call-back: what a citizen said of one resolution when asked. Domain §5: only effective ones
 * count, which the plan says by `effective: true`.
 */
export type CallBackFields = {
  by: 'centre' | 'hotline';
  round: number;
  effective: boolean;
  responded: boolean;
  solved: boolean;
  /** Absent where the citizen said nothing about it. */
  satisfaction?: Satisfaction;
};

/** What a citizen said of one resolution, as a rating or in a call-back, and when. */
export interface Answer extends Fact {
  readonly settledAt: Date;
}

interface Given {
  /** Count of the report's events: tells the answers of one round apart. */
  sequence: number;
  at: Date;
}

/** An answer belongs to the period in which it was given; whose it is, its result says. */
export function answerFact(event: ReportRated | ReportCalledBack, { sequence, at }: Given): Answer {
  const kind = 'effective' in event ? 'call-back' : 'rating';
  const fact = unknownFact(kind, `${event.ticketId}:${sequence}`, event.ticketId);
  return { ...withFields(fact, fieldsOf(event)), countsAt: at, settledAt: at };
}

function fieldsOf(event: ReportRated | ReportCalledBack): RatingFields | CallBackFields {
  const { round, solved, satisfaction } = event;
  if (!('effective' in event)) return { round, solved, satisfaction: event.satisfaction };
  const { by, effective, responded } = event;
  return { by, round, effective, responded, solved, satisfaction };
}

export const isAnswer = (fact: Fact): fact is Answer => fact.kind === 'rating' || fact.kind === 'call-back';

/** The report whose reporter gave it. */
export const reportOf = ({ id }: Answer): string => id.slice(0, id.indexOf(':'));

/** The round that it is about: of the ticket that was handled for its reporter when it was given. */
export const aboutOf = (answer: Answer, ways: Ways): RoundKey => ({
  ticketId: followed(ways, reportOf(answer), answer.settledAt),
  round: Number(answer.fields['round']),
});

/** Of the unit and the area whose result was there when it was given; what was said before that is nobody's. */
export function placed(answer: Answer, { ticketId }: RoundKey, round: Round | undefined): Answer {
  const isThere = round !== undefined && round.resolvedAt !== null && round.resolvedAt <= answer.settledAt;
  const [unit, area] = isThere ? [round.unit, round.area] : [null, null];
  return { ...answer, ticketId, unit, area };
}
