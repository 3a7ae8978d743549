import {
  DomainError,
  type MatterKind,
  type OrderState,
  type Outcome,
  type Satisfaction,
  type TicketState,
} from '@gridwhistle/kernel';

/** What intake knows of a ticket's way; dispatch owns it and tells by events. */
export interface Standing {
  state: TicketState;
  /** 0 before the first assignment, then 1, and one more with every redo. */
  round: number;
  /** Until when the resolution of this round may be rated. */
  ratingUntil?: Date | undefined;
  /** Whose matter it was found to be. */
  kind?: MatterKind | undefined;
  /** Whether the reporter objected to that already. */
  objected?: boolean;
  outcome?: Outcome | undefined;
  closedAt?: Date | undefined;
  /** The reporter's own ticket was merged into it: what its other reporters say decides nothing for this one. */
  isMerged?: boolean;
}

export interface Rating {
  satisfaction: Satisfaction;
  solved: boolean;
}

/**
 * A rating belongs to one report and one resolution: while the ticket is resolved, its window open, once per round. Whose
 * ticket was merged into it may rate until then also where another's good word has closed it (rule 7).
 */
export function isRateable(standing: Standing, ratedRounds: readonly number[], now: Date): boolean {
  const { state, round, ratingUntil, isMerged } = standing;
  const isAsked = state === 'resolved' || (state === 'closed' && isMerged === true);
  return isAsked && ratingUntil !== undefined && now <= ratingUntil && !ratedRounds.includes(round);
}

/** Whose report it is, and who has handled the matter: units. */
export interface Handling {
  readonly reportedBy: string | null;
  readonly handledBy: readonly string[];
}

/** Staff do not rate their own unit's work, also where they reported the matter themselves. @throws report.own-work */
export function refuseOwnWork({ reportedBy, handledBy }: Handling): void {
  if (reportedBy === null || !handledBy.includes(reportedBy)) return;
  throw new DomainError('report.own-work', 'the unit that handled the matter does not rate it');
}

/**
 * Takes a rating of the round that is meant, the present one when none is named.
 * @returns the round that is rated
 * @throws report.withdrawn, report.already-rated, report.rating-closed
 */
export function decideRating(
  standing: Standing,
  ratedRounds: readonly number[],
  now: Date,
  meant = standing.round,
): number {
  if (standing.outcome === 'withdrawn') throw new DomainError('report.withdrawn', 'this report was withdrawn');
  if (ratedRounds.includes(meant)) {
    throw new DomainError('report.already-rated', 'this result has been rated already');
  }
  if (meant === standing.round && isRateable(standing, ratedRounds, now)) return meant;
  throw new DomainError('report.rating-closed', 'there is no result that can be rated now');
}

/**
 * Staff call back about a result, also after the ticket was closed.
 * @returns the round that was asked about
 * @throws ticket.not-resolved
 */
export function decideCallBack(standing: Standing): number {
  if (standing.state !== 'resolved' && standing.state !== 'closed') {
    throw new DomainError('ticket.not-resolved', 'there is no result yet to ask the reporter about');
  }
  return Math.max(1, standing.round);
}

/**
 * Whom nobody reached said nothing.
 * @throws input.invalid
 */
export function refuseUnreached({
  effective,
  satisfaction,
}: {
  effective: boolean;
  satisfaction?: Satisfaction;
}): void {
  if (effective || satisfaction === undefined) return;
  const message = 'belongs to an effective call-back: the reporter was not reached';
  throw new DomainError('input.invalid', '1 problem(s) in the input', [{ field: 'satisfaction', message }]);
}

/**
 * Withdrawn is what nobody has finished yet.
 * @param hasResult whether a result was forwarded, also one that is not confirmed
 * @throws lifecycle.wrong-transition when it is closed, report.withdrawal-closed when there is a result
 */
export function decideWithdrawal({ state }: Standing, hasResult: boolean): void {
  if (state === 'closed') {
    throw new DomainError('lifecycle.wrong-transition', 'a ticket that is closed cannot be withdrawn', [
      { field: 'state', code: 'closed', message: 'is closed' },
    ]);
  }
  if (hasResult) throw new DomainError('report.withdrawal-closed', 'a result is there already: rate that');
}

/** An order's state, and the round that it is of; null where that was not told. */
export interface Work {
  readonly state: OrderState;
  readonly round: number | null;
}

/** Whether somebody has forwarded a result of the present round, as dispatch asks before it lets a reporter go. */
export const hasResult = ({ state, round }: Pick<Standing, 'state' | 'round'>, works: readonly Work[]): boolean =>
  state === 'resolved' ||
  state === 'closed' ||
  works.some((work) => work.round === round && ['resolved', 'confirmed'].includes(work.state));

/** A private matter may be objected to, once, while it is handled. */
export const isObjectable = ({ state, kind, objected }: Standing): boolean =>
  state === 'assigned' && kind === 'private' && objected !== true;

/** @throws ticket.objection-closed */
export function decideObjection(standing: Standing): void {
  if (!isObjectable(standing)) throw new DomainError('ticket.objection-closed', 'there is nothing to object to now');
}

const NEVER: readonly (Outcome | undefined)[] = ['merged', 'withdrawn', 'invalid'];

/** Until when a closed matter may be reopened; undefined when it may not. @param until the end of the profile's window that begins at a moment */
export function reopenableUntil(standing: Standing, until: (from: Date) => Date): Date | undefined {
  const { state, closedAt, outcome } = standing;
  return state === 'closed' && closedAt && !NEVER.includes(outcome) ? until(closedAt) : undefined;
}

/**
 * @returns the round whose result did not last
 * @throws lifecycle.wrong-transition while it is not closed or never reopens, ticket.reopen-too-late
 */
export function decideReopening(standing: Standing, now: Date, until: (from: Date) => Date): number {
  const end = reopenableUntil(standing, until);
  if (end === undefined) {
    throw new DomainError('lifecycle.wrong-transition', 'only a closed matter that was handled reopens', [
      { field: 'state', code: standing.state, message: `is ${standing.state}` },
    ]);
  }
  if (now > end) throw new DomainError('ticket.reopen-too-late', 'the window for reopening is over: report it anew');
  return Math.max(1, standing.round);
}
