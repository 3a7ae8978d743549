import type { WhistleApproved, WhistleExcused, WhistleRated, WhistleReportedIn } from '@gridwhistle/contracts';
import type { OrderRole } from '@gridwhistle/kernel';
import { unknownFact, withFields, type Fact } from './fact.js';

/** What plans count of a summons: one department called by one whistle. */
export type SummonsFields = {
  role: OrderRole;
  /** Kind of whistle, from the profile. */
  kind: string;
  /** It turned up, in time or late. */
  reportedIn: boolean;
  /** Its limit passed without it; recorded for good, also when it came later. */
  missed: boolean;
  /** Turned up in time; false once the limit has passed without it; absent while that is open. */
  onTime?: boolean;
  /** What the township thinks of its work, 1 to 5; absent while it has not said. */
  score?: number;
};

const change = (fact: Fact, fields: Partial<SummonsFields>): Fact => withFields(fact, fields);

/** The id of a unit's summons. */
export const summonsId = (whistleId: string, unit: string): string => `${whistleId}:${unit}`;

/** An approved whistle names its units. Until they are summoned they owe nothing and count nowhere. */
export function summonsNamed(event: WhistleApproved): Fact[] {
  const { whistleId, ticketId, kind, lead, assists } = event;
  return [lead, ...assists].map((unit) => {
    const fact = { ...unknownFact('summons', summonsId(whistleId, unit), ticketId), unit };
    return change(fact, { role: unit === lead ? 'lead' : 'assist', kind, reportedIn: false, missed: false });
  });
}

/** Everybody has their order: the summons belongs to the period in which the limit to report in ends. */
export const summoned = (fact: Fact, dueAt: string): Fact => ({ ...fact, countsAt: new Date(dueAt) });

/** The unit turned up. In time means the limit had not passed, whatever rung fired meanwhile. */
export function reportedIn(fact: Fact, { onTime }: WhistleReportedIn, at: Date): Fact {
  const missed = fact.fields['missed'] === true && !onTime;
  return { ...change(fact, { reportedIn: true, onTime, missed }), settledAt: at };
}

/** The centre upheld its objection: it owes nothing and counts for nobody. */
export const excused = (fact: Fact): Fact => ({ ...fact, unit: null });

/** It takes the place of a unit that was let off; its own summons may have been told before. */
export function standsIn(fact: Fact, { role, kind }: WhistleExcused): Fact {
  const known = { reportedIn: false, missed: false, ...fact.fields };
  return change(fact, { ...known, role, kind });
}

/** The unit had objected before: its limit had not passed. */
export const missVoided = (fact: Fact): Fact => withFields(fact, { onTime: undefined, missed: false });

/** The township rated its work. */
export const rated = (fact: Fact, { score }: WhistleRated): Fact => change(fact, { score });

/** The limit passed without the unit. */
export const reportInMissed = (fact: Fact): Fact =>
  fact.fields['reportedIn'] === true ? fact : change(fact, { onTime: false, missed: true });
