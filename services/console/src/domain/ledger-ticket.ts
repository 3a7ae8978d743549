import type {
  ReportReceived,
  TicketAssigned,
  TicketClosed,
  TicketContinued,
  TicketDueChanged,
  TicketExtended,
  TicketMoved,
  TicketOpened,
  TicketReopened,
  TicketResolved,
} from '@gridwhistle/contracts';
import type { Outcome, Severity, TicketState } from '@gridwhistle/kernel';
import type { Fact } from './fact.js';

/** One line of the ledger: what is known of a ticket from its events. Times are instants, codes the profile's. */
export interface LedgerTicket {
  id: string;
  state: TicketState;
  severity: Severity | null;
  channel: string | null;
  category: string | null;
  condition: string | null;
  grid: string | null;
  area: string | null;
  dispatcher: string | null;
  waitingFor: string[];
  /** 0 until the first assignment. */
  round: number;
  rule: string | null;
  outcome: Outcome | null;
  onTime: boolean | null;
  dueAt: Date | null;
  provisional: boolean | null;
  ratingUntil: Date | null;
  /** Sequence of the ticket's last event; 0 while only its report is known. */
  sequence: number;
  openedAt: Date | null;
  updatedAt: Date;
}

/** What the ledger writes when the first thing it hears of a ticket is another aggregate's event. */
export function unknownTicket(id: string, at: Date): LedgerTicket {
  return {
    id,
    state: 'reported',
    severity: null,
    channel: null,
    category: null,
    condition: null,
    grid: null,
    area: null,
    dispatcher: null,
    waitingFor: [],
    round: 0,
    rule: null,
    outcome: null,
    onTime: null,
    dueAt: null,
    provisional: null,
    ratingUntil: null,
    sequence: 0,
    openedAt: null,
    updatedAt: at,
  };
}

/** The line after an event. Events of one aggregate come in order; report and ticket come in any order to each other. */
export function ticketAfter(ticket: LedgerTicket, fact: Fact): LedgerTicket {
  const change = CHANGES[fact.event]?.(ticket, fact.data as never, fact.at) ?? {};
  const sequence = fact.entity === 'ticket' ? fact.sequence : ticket.sequence;
  const updatedAt = fact.at > ticket.updatedAt ? fact.at : ticket.updatedAt;
  return { ...ticket, ...change, sequence, updatedAt };
}

/** A report's own words on category and place count until the ticket's owner has said otherwise. */
function received(ticket: LedgerTicket, report: ReportReceived, at: Date): Partial<LedgerTicket> {
  const unassigned = ticket.round === 0;
  return {
    severity: ticket.severity ?? report.severity,
    channel: ticket.channel ?? report.channel,
    openedAt: ticket.openedAt ?? at,
    ...(unassigned
      ? {
          category: report.category ?? null,
          condition: report.condition ?? null,
          grid: ticket.grid ?? report.grid ?? null,
        }
      : {}),
  };
}

function opened(_ticket: LedgerTicket, event: TicketOpened, at: Date): Partial<LedgerTicket> {
  const { severity, channel, dispatcher, waitingFor } = event;
  return { state: 'reported', severity, channel, dispatcher, waitingFor, openedAt: at };
}

function assigned(_ticket: LedgerTicket, event: TicketAssigned): Partial<LedgerTicket> {
  const { category, severity, grid, area, round, rule, provisional } = event;
  const condition = event.condition ?? null;
  const fresh = { outcome: null, onTime: null, ratingUntil: null, waitingFor: [] };
  const dueAt = new Date(event.dueAt);
  return { ...fresh, state: 'assigned', category, condition, severity, grid, area, round, rule, dueAt, provisional };
}

function extended(
  _ticket: LedgerTicket,
  { dueAt, provisional }: TicketExtended | TicketContinued | TicketDueChanged,
): Partial<LedgerTicket> {
  return { dueAt: new Date(dueAt), provisional };
}

/** A re-partition took it along. */
function moved(ticket: LedgerTicket, { grid, area, dispatcher }: TicketMoved): Partial<LedgerTicket> {
  return { dispatcher, grid: grid ?? ticket.grid, area: area ?? ticket.area };
}

function resolved(_ticket: LedgerTicket, event: TicketResolved): Partial<LedgerTicket> {
  const { outcome, onTime } = event;
  return { state: 'resolved', outcome, onTime, ratingUntil: new Date(event.ratingUntil) };
}

function reopened(_ticket: LedgerTicket, event: TicketReopened): Partial<LedgerTicket> {
  return { state: 'assigned', round: event.round, outcome: null, onTime: null, ratingUntil: null };
}

function closed(_ticket: LedgerTicket, event: TicketClosed): Partial<LedgerTicket> {
  return { state: 'closed', outcome: event.outcome };
}

type Change = (ticket: LedgerTicket, data: never, at: Date) => Partial<LedgerTicket>;

/** What each event changes; one that is not named here only moves the line's sequence and time. */
const CHANGES: Readonly<Record<string, Change>> = {
  'report.received': received,
  'ticket.opened': opened,
  'ticket.assigned': assigned,
  'ticket.suspended': () => ({ state: 'suspended' }),
  'ticket.continued': (ticket, event: TicketContinued) => ({ state: 'assigned', ...extended(ticket, event) }),
  'ticket.extended': extended,
  'ticket.due-changed': extended,
  'ticket.moved': moved,
  'ticket.resolved': resolved,
  'ticket.reopened': reopened,
  'ticket.closed': closed,
};
