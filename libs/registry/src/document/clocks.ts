import type { ClockKind, Tier } from '@gridwhistle/kernel';

/** A clock beside a fact: its limit (the handling clock takes it from the standard) and when it speaks. */
export interface StageClock extends RungRule {
  kind: ClockKind;
  limit?: string;
  /** For emergencies, where it differs. */
  emergencyLimit?: string;
}

/** Besides at the due moment: at a share of the budget, and a time after the due moment. */
export interface RungRule {
  amber?: number;
  overdueAfter?: string;
}

/** `supervise-up` is the unit above the one that supervises; `raise` hands the order one tier up, at the top the centre supervises. */
export const ESCALATION_ACTS = ['remind', 'supervise', 'supervise-up', 'raise'] as const;

export type EscalationAct = (typeof ESCALATION_ACTS)[number];

/** What a rung leads to: `on` is the event's name, such as `order.due`. */
export interface Escalation {
  on: string;
  act: EscalationAct;
}

/** `HH:MM` in the district's zone. */
export interface DayHours {
  from: string;
  to: string;
}

export interface CalendarSettings {
  /** Hours of one office day, in order. */
  officeHours: DayHours[];
  /** Which holidays count: the State Council's notices. */
  holidays: 'state-council';
}

/** A limit of its own that orders of a tier have, whatever the ticket has left. */
export interface TierLimit {
  tier: Tier;
  limit: string;
}

/** How much more time a holder may get. */
export interface ExtensionRules {
  /** Approved ones per order. */
  most: number;
  /** The centre approves what the verifier has endorsed; else the verifier's word is enough. */
  twoSteps: boolean;
}
