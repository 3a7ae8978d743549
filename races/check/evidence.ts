import type { Evidence } from '../../faults/check/evidence.js';

export interface TicketRow {
  readonly id: string;
  readonly state: string;
  readonly round: number;
  readonly outcome: string | null;
  readonly partOf: string | null;
  /** Parts that it still waits for. */
  readonly openParts: readonly string[];
}

export interface OrderRow {
  readonly id: string;
  readonly ticketId: string;
  readonly state: string;
  readonly role: string;
  /** The whistle or the order that it waits for. */
  readonly waitsFor: string | null;
  readonly whistleId: string | null;
  readonly issuedAt: Date;
}

/** An extension, a suspension, or a whistle. */
export interface Application {
  readonly id: string;
  readonly ticketId: string;
  readonly orderId: string;
  readonly state: string;
}

/** What a service keeps of something, beside what its owner says. */
export interface Copy {
  readonly service: string;
  readonly what: string;
  readonly id: string;
  readonly owned: string;
  /** Null where the service does not know it. */
  readonly told: string | null;
}

/** Everything about the tickets of some meetings, once the system was at rest. */
export interface RaceEvidence extends Pick<
  Evidence,
  | 'log'
  | 'owned'
  | 'gates'
  | 'consumers'
  | 'durables'
  | 'parked'
  | 'poisoned'
  | 'unsent'
  | 'ledger'
  | 'copies'
  | 'clocks'
  | 'now'
  | 'escalations'
  | 'quietHours'
  | 'emergencies'
> {
  readonly tickets: readonly TicketRow[];
  readonly orders: readonly OrderRow[];
  readonly extensions: readonly Application[];
  readonly suspensions: readonly Application[];
  readonly whistles: readonly Application[];
  readonly told: readonly Copy[];
}

/** In the place of a status. */
export const NO_ANSWER = 0;
const LATER = [NO_ANSWER, 429, 503];

/** What one side was answered. */
export interface Told {
  readonly status: number;
  /** Of a problem. */
  readonly code?: string;
}

/** One meeting, and what both sides were answered; a clock is answered nothing. */
export interface Raced {
  readonly tickets: readonly string[];
  readonly first: Told;
  readonly second: Told | undefined;
}

/** Somebody was told to come later, or nothing at all: a busy machine; whether the act took place is not known. */
export const isUndecided = ({ first, second }: Pick<Raced, 'first' | 'second'>): boolean =>
  [first, second ?? []].flat().some(isLater);

export const isLater = ({ status }: Told): boolean => LATER.includes(status);

export const isOver = ({ state }: { readonly state: string }): boolean =>
  ['confirmed', 'raised', 'cancelled', 'closed', 'declined', 'completed'].includes(state);
