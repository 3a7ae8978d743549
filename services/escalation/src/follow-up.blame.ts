import type { Profile } from '@gridwhistle/registry';
import { v7 } from 'uuid';
import { consequencesOf, type Consequence, type Standing } from './domain/reaction.js';
import type { FollowUpRow, OrderClock } from './follow-up.store.js';

interface Cause {
  /** The event that led to it, or `by-hand`. */
  cause: string;
  unit: string;
  reason?: string;
  madeBy?: string;
}

/** A follow-up about an order. */
export interface OrderBlame extends Cause {
  ticketId: string;
  orderId: string;
  whistleId?: string | undefined;
  /** Whose rung it was. */
  clock?: OrderClock;
}

/** A follow-up about what a directive asks of a unit, or of a person of it. */
export interface ReceiptBlame extends Cause {
  receiptId: string;
  directiveId: string;
  /** Who waits for the report. */
  issuer?: string | undefined;
}

export type Blame = OrderBlame | ReceiptBlame;

/** A rung that has fired, when, and what its follow-ups name as cause; the active span when left out. */
export interface Rung {
  blame: Blame;
  at: Date;
  traceparent?: string | undefined;
}

/** What the profile wants done about what fired. */
export function wanted(blame: Blame, profile: Profile): Consequence[] {
  const standing = 'receiptId' in blame ? overReceipt(blame, profile) : standingOf(blame.unit, profile);
  return consequencesOf(standing, profile.escalationsOn(blame.cause));
}

function standingOf(code: string, profile: Profile): Standing {
  // A re-partition ended the unit: what it still holds is the centre's to look after until somebody has taken over.
  if (!profile.unit(code)) return ofTheCentre(code, profile.centre().code);
  const supervisor = profile.verifierOf(code);
  const centre = profile.centre(profile.unit(code)?.area);
  const isBelowTheTop = profile.unitAbove(code) !== undefined;
  return { ...over(supervisor.code, centre.code, profile), unit: code, isBelowTheTop };
}

/** Whoever issued a directive waits for what it asks; nobody hands it up. */
function overReceipt({ unit, issuer }: ReceiptBlame, profile: Profile): Standing {
  const centre = profile.centre(profile.unit(unit)?.area).code;
  const supervisor = profile.unit(issuer ?? '')?.code ?? centre;
  return { ...over(supervisor, centre, profile), unit, isBelowTheTop: false };
}

const over = (supervisor: string, centre: string, profile: Profile) => ({
  ...{ supervisor, centre },
  above: supervisor === centre ? centre : profile.verifierOf(supervisor).code,
});

const ofTheCentre = (unit: string, centre: string): Standing => ({
  ...{ unit, supervisor: centre, above: centre, isBelowTheTop: false, centre },
});

/** A follow-up as it is written where nothing holds it back. */
export function rowOf(blame: Blame, consequence: Consequence, at: Date): FollowUpRow {
  return {
    id: v7({ msecs: at.getTime() }),
    kind: consequence.kind,
    ...aboutOf(blame),
    unit: consequence.unit,
    supervisor: consequence.kind === 'supervision' ? consequence.supervisor : null,
    cause: blame.cause,
    clock: 'clock' in blame ? (blame.clock ?? null) : null,
    reason: blame.reason ?? null,
    madeBy: blame.madeBy ?? null,
    at,
    voidedAt: null,
    waitsUntil: null,
  };
}

function aboutOf(blame: Blame): Pick<FollowUpRow, 'ticketId' | 'orderId' | 'whistleId' | 'receiptId' | 'directiveId'> {
  const nothing = { ticketId: null, orderId: null, whistleId: null, receiptId: null, directiveId: null };
  if ('receiptId' in blame) return { ...nothing, receiptId: blame.receiptId, directiveId: blame.directiveId };
  return { ...nothing, ticketId: blame.ticketId, orderId: blame.orderId, whistleId: blame.whistleId ?? null };
}
