import { DomainError, type TicketState } from '@gridwhistle/kernel';
import type { Following } from './following.js';

/** Where an order stands, as far as the bridge knows. */
export interface Standing {
  readonly state: TicketState;
  /** 0 before the first assignment. */
  readonly round: number;
}

export interface AskedAbout {
  /** The round whose result was asked about. */
  readonly round: number;
  /** Whether there is a result of that round: else the call-back came too early, and a later one may say more. */
  readonly hasResult: boolean;
}

/** Which result a call-back speaks of: the one that is named, else the last one. */
export function askedAbout({ state, round }: Standing, named?: number): AskedAbout {
  const last = state === 'resolved' || state === 'closed' ? round : round - 1;
  const about = named ?? Math.max(1, last);
  return { round: about, hasResult: about <= last };
}

/** What an export says of a result that is not there is read again from a later one. Throws hotline-order.no-result. */
export function refuseWithoutResult({ round, hasResult }: AskedAbout): void {
  if (!hasResult) throw new DomainError('hotline-order.no-result', `there is no result of round ${round} yet`);
}

/** What is over can be neither pressed for nor withdrawn. Throws lifecycle.wrong-transition. */
export function refuseWhenClosed({ state }: Standing): void {
  if (state !== 'closed') return;
  throw new DomainError('lifecycle.wrong-transition', 'the order is closed', [
    { field: 'state', code: 'closed', message: 'is closed' },
  ]);
}

/** Where a result is there the caller says what they think of it. Throws report.withdrawal-closed. */
export function refuseWhenResolved({ state }: Standing): void {
  if (state !== 'resolved') return;
  throw new DomainError('report.withdrawal-closed', 'the order has a result: call back about that');
}

/** What was merged is handled for others too. Throws lifecycle.wrong-transition. */
export function refuseWhenMerged({ mergedInto }: Pick<Following, 'mergedInto'>): void {
  if (mergedInto === null) return;
  throw new DomainError('lifecycle.wrong-transition', 'the order is handled together with another', [
    { field: 'state', code: 'merged', message: 'is merged' },
  ]);
}

/**
 * Mapping, signature and platform belong together: who handed an order over speaks of it, and nobody else. A platform
 * without a code is the bridge's own format. Throws hotline-order.other-platform.
 */
export function refuseOthers(number: string, cameBy: string | null, saidBy: string | null): void {
  if (cameBy === saidBy) return;
  throw new DomainError('hotline-order.other-platform', `order ${number} came by another platform`);
}
