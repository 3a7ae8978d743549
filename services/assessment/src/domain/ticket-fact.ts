import type {
  ReportReceived,
  TicketAssigned,
  TicketClosed,
  TicketContinued,
  TicketExtended,
  TicketMoved,
  TicketOpened,
  TicketReopened,
  TicketResolved,
} from '@gridwhistle/contracts';
import type { Outcome, Severity } from '@gridwhistle/kernel';
import { unknownFact, withFields, type Fact } from './fact.js';

/** What plans count of a report: one thing that somebody said or saw. */
export type ReportFields = {
  channel: string;
  severity: Severity;
  /** It became a matter with a category, a grid and an order (立案). */
  filed: boolean;
  /** As it was filed; absent before. */
  category?: string;
  major?: string;
};

/** What plans count of one round of a ticket; reopened, it is a new one in the period in which the new limit ends. */
export type TicketFields = {
  channel: string;
  severity: Severity;
  category: string;
  /** The first two digits of the category: events and components have majors of their own. */
  major: string;
  round: number;
  state: 'assigned' | 'resolved' | 'closed';
  /** Put off: not to be done by its due moment, until it goes on. */
  suspended: boolean;
  /** It got more time at least once. */
  extended: boolean;
  closed: boolean;
  /** Ended without anybody handling it: merged, withdrawn or invalid. */
  dropped: boolean;
  /** Its result came within the ticket's limit; absent without one. */
  onTime?: boolean;
  outcome?: Outcome;
};

const DROPPED: readonly Outcome[] = ['merged', 'withdrawn', 'invalid'];

const change = (fact: Fact, fields: Partial<TicketFields & ReportFields>): Fact => withFields(fact, fields);

/** A report belongs to the period in which it was made; that it was filed may be told before. */
export function reportReceived(fact: Fact, { channel, severity }: ReportReceived, at: Date): Fact {
  return { ...change(fact, { channel, severity, filed: fact.fields['filed'] === true }), countsAt: at };
}

export function reportFiled(fact: Fact, { category, area }: TicketAssigned): Fact {
  return { ...change(fact, { filed: true, category, major: category.slice(0, 2) }), area };
}

export const ticketOpened = (fact: Fact, { channel, severity }: TicketOpened): Fact =>
  change(fact, { channel, severity });

/** A ticket belongs to the period in which its limit ends. */
export function ticketAssigned(fact: Fact, { round, category, severity, area, dueAt }: TicketAssigned): Fact {
  const open = { state: 'assigned', suspended: false, extended: false, closed: false, dropped: false } as const;
  const fields = { round, category, major: category.slice(0, 2), severity, ...open };
  return { ...change(fact, fields), area, countsAt: new Date(dueAt) };
}

/** More time moves the due moment, and with it the period. */
export const ticketExtended = (fact: Fact, event: TicketExtended): Fact =>
  ticketDueChanged(change(fact, { extended: true }), event);

export const ticketDueChanged = (fact: Fact, { dueAt }: Pick<TicketExtended, 'dueAt'>): Fact => ({
  ...fact,
  countsAt: new Date(dueAt),
});

/** Domain §5: what is suspended is taken off what is due. It stays in the period in which it would have been due. */
export const ticketSuspended = (fact: Fact): Fact => change(fact, { suspended: true });

export const ticketContinued = (fact: Fact, event: TicketContinued): Fact =>
  ticketDueChanged(change(fact, { suspended: false }), event);

/** A re-partition moves what is open. */
export const ticketMoved = (fact: Fact, { area }: TicketMoved): Fact => (area === undefined ? fact : { ...fact, area });

export const ticketResolved = (fact: Fact, { onTime, outcome }: TicketResolved): Fact =>
  change(fact, { state: 'resolved', onTime, outcome });

/** What was never assigned has no limit and counts nowhere. */
export function ticketClosed(fact: Fact, { outcome }: TicketClosed, at: Date): Fact {
  const ended = {
    state: 'closed',
    suspended: false,
    closed: true,
    outcome,
    dropped: DROPPED.includes(outcome),
  } as const;
  return { ...change(fact, ended), settledAt: at };
}

/**
 * The round that ended stays what and where it was, under an id of its own; the new one begins with what is known of the
 * ticket, and counts once it is assigned.
 */
export function ticketReopened(fact: Fact, { round }: TicketReopened): Fact[] {
  const { channel, severity } = fact.fields;
  const anew = withFields(unknownFact('ticket', fact.id, fact.ticketId), { channel, severity, round });
  return [anew, { ...fact, id: `${fact.ticketId}:${round - 1}` }];
}
