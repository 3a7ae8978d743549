import type { HotlineMessage } from '../../tools/hotline-simulator/index.js';
import type { DeskEvent } from '../load/desk.js';
import type { Acknowledged } from '../load/journal.js';
import type { Answered } from '../load/shortage.js';

/** An event as its owner's log has it. */
export interface LogEvent {
  readonly service: string;
  /** Place in its service's log. */
  readonly logId: number;
  /** Partition of its relay. */
  readonly part: number;
  readonly entity: string;
  readonly aggregateId: string;
  readonly sequence: number;
  readonly eventId: string;
  /** Without the version: `order.issued`. */
  readonly name: string;
  readonly unit: string;
  readonly ticketId: string | null;
  readonly at: Date;
  readonly data: Readonly<Record<string, unknown>>;
  /** Of the envelope, as it was written down. */
  readonly digest: string;
}

/** How far a consumer has come with an aggregate. */
export interface GateRow {
  readonly consumer: string;
  readonly entity: string;
  readonly aggregateId: string;
  readonly sequence: number;
  readonly parked: boolean;
}

export interface ClockEvidence {
  readonly entity: string;
  readonly aggregateId: string;
  readonly kind: string;
  readonly unit: string | null;
  readonly amount: number;
  readonly measure: string;
  readonly state: string;
  readonly dueAt: Date | null;
  readonly met: boolean | null;
  readonly nextRungAt: Date | null;
}

/** A row of the ledger's timeline, in the order in which the rows were written. */
export interface LedgerRow {
  readonly eventId: string;
  readonly entity: string;
  readonly aggregateId: string;
  readonly sequence: number;
}

/** An aggregate as its owner's table or the ledger's copy has it. */
export interface Standing {
  readonly entity: string;
  readonly id: string;
  readonly sequence: number;
  readonly state: string;
}

export interface StreamMessage {
  /** Id of the event inside; empty when it cannot be read. */
  readonly eventId: string;
  readonly aggregateId: string;
  /** Of the whole message. */
  readonly digest: string;
  /** Sent by a relay; not a copy that was put there on purpose. */
  readonly original: boolean;
}

export interface IndicatorFigure {
  readonly code: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly points: number | null;
}

export interface UnitFigures {
  readonly unit: string;
  readonly indicators: readonly IndicatorFigure[];
  readonly total: number | null;
}

/** A measure of a plan, as the profile says it. */
export interface MeasureRule {
  readonly facts: string;
  readonly where?: Readonly<Record<string, unknown>>;
  readonly value?: { readonly field: string; readonly counts: Readonly<Record<string, number>> };
}

export interface PlanRule {
  readonly code: string;
  readonly indicators: readonly {
    readonly code: string;
    readonly weight: number;
    readonly numerator: MeasureRule;
    readonly denominator: MeasureRule;
    readonly better: 'high' | 'low';
  }[];
}

export interface ScoreEvidence {
  readonly plan: PlanRule;
  readonly from: Date;
  readonly to: Date;
  readonly units: readonly UnitFigures[];
  /** The units that the plan assesses. */
  readonly subjects: readonly string[];
}

/** What the reporter sees of a ticket. */
export interface SeenTicket {
  readonly ticketId: string;
  readonly state: string;
  readonly round: number;
  readonly outcome: string | null;
}

/** Who may read the words of a ticket, by an order. */
export interface SeenOrder {
  readonly orderId: string;
  readonly ticketId: string;
  readonly unit: string;
  readonly verifier: string;
  readonly state: string;
}

/** Everything that was collected after a run, once the system was at rest: what the outside saw, and the databases. */
export interface Evidence {
  readonly acknowledged: readonly Acknowledged[];
  /** How requests were answered while something was short. */
  readonly answers: readonly Answered[];
  /** Keys that were sent, answered or not. */
  readonly tried: readonly string[];
  readonly log: readonly LogEvent[];
  /** Rows of outboxes, by service. */
  readonly unsent: Readonly<Record<string, number>>;
  readonly reports: readonly string[];
  /** What became of each key that the platform has seen, by its own memory of a week. */
  readonly keys: readonly { readonly key: string; readonly id: string }[];
  /** What intake tells reporters, and whom it lets read. */
  readonly seen: { readonly tickets: readonly SeenTicket[]; readonly orders: readonly SeenOrder[] };
  readonly owned: readonly Standing[];
  readonly gates: readonly GateRow[];
  /** Entities that each consumer receives whole, as it was when the run began. */
  readonly consumers: Readonly<Record<string, readonly string[]>>;
  /** The consumers that were there at the end. */
  readonly durables: readonly string[];
  readonly parked: readonly {
    readonly consumer: string;
    readonly eventId: string | null;
    readonly aggregateId: string | null;
    readonly reason: string;
  }[];
  readonly ledger: readonly LedgerRow[];
  readonly copies: readonly Standing[];
  readonly desks: readonly { readonly unit: string; readonly events: readonly DeskEvent[] }[];
  readonly stream: readonly StreamMessage[];
  /** The whole store was deleted: what every consumer had by then need not come back. */
  readonly beginningLost: boolean;
  readonly clocks: readonly ClockEvidence[];
  readonly now: Date;
  readonly escalations: readonly { readonly on: string; readonly act: string }[];
  readonly quietHours: { readonly from: string; readonly to: string };
  /** Kinds of whistle that are for emergencies. */
  readonly emergencies: readonly string[];
  readonly officeHours: readonly { readonly from: string; readonly to: string }[];
  readonly scores: readonly ScoreEvidence[];
  readonly hotline: {
    readonly inbox: readonly HotlineMessage[];
    readonly repeats: number;
    readonly refused: number;
    readonly outgoing: readonly { readonly id: string; readonly ticketId: string; readonly state: string }[];
  };
  /** Aggregates of messages that nobody's log has: they were put into the stream on purpose. */
  readonly poisoned: readonly string[];
  /** Events that must have been parked, for a reason that says this: nobody's log has them. */
  readonly forged: readonly { readonly eventId: string; readonly reason: string }[];
}
