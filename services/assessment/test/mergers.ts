import { make, TicketAssigned, TicketClosed, TicketMerged, TicketOpened, TicketReopened } from '@gridwhistle/contracts';
import { BRANCH, CATEGORY, GRID } from '@gridwhistle/testing/small-district';
import { v7 } from 'uuid';
import type { Month } from './month.js';

/** A ticket that a grid has, of a report or as a part. */
export function opened(month: Month, partOf?: string): string {
  const ticketId = v7();
  const matter = { severity: 'normal', channel: 'resident', dispatcher: BRANCH, waitingFor: [] as string[] } as const;
  month.tell(ticketId, make(TicketOpened, { ticketId, ...matter, ...(partOf === undefined ? {} : { partOf }) }));
  month.tell(ticketId, assigned(ticketId, 1));
  return ticketId;
}

/** A ticket ends, and the other is handled for both reporters. */
export function merged(month: Month, ticketId: string, into: string): void {
  month.tell(ticketId, make(TicketMerged, { ticketId, into }));
  month.tell(ticketId, make(TicketClosed, { ticketId, round: 1, outcome: 'merged', by: 'merge' }));
}

export function withdrawn(month: Month, ticketId: string): void {
  month.tell(ticketId, make(TicketClosed, { ticketId, round: 1, outcome: 'withdrawn', by: 'withdrawal' }));
}

/** Its reporter was not helped: it is handled in a second round. */
export function redone(month: Month, ticketId: string): void {
  month.tell(ticketId, make(TicketReopened, { ticketId, round: 2, reason: 'not-solved' }), assigned(ticketId, 2));
}

function assigned(ticketId: string, round: number): TicketAssigned {
  const place = { grid: GRID, area: GRID.slice(0, 12), unit: GRID, rule: 'default-grid', category: CATEGORY };
  const limit = { severity: 'normal', dueAt: '2026-03-20T09:00:00Z', provisional: false } as const;
  return make(TicketAssigned, { ticketId, round, ...place, ...limit });
}

/** Every way in which somebody else's ticket is handled, each reporter's answer beside it: with the unit's result, its ticket. */
export interface Mergers {
  /** What the reporter of this one says is of the other's result. */
  readonly pairs: readonly (readonly [own: string, handled: string])[];
}

/** Two merged in a chain, one into a part, one into a part whose whole has left; all are resolved by the unit. */
export function mergers(month: Month, unit: string): Mergers {
  const [first, second, kept] = [opened(month), opened(month), opened(month)];
  merged(month, first, second);
  merged(month, second, kept);
  const [whole, left] = [opened(month), opened(month)];
  const [part, orphan] = [opened(month, whole), opened(month, left)];
  const [beside, last] = [opened(month), opened(month)];
  merged(month, beside, part);
  merged(month, last, orphan);
  withdrawn(month, left);
  [kept, whole, orphan].forEach((ticketId) => month.resolve(ticketId, unit));
  redone(month, kept);
  month.resolve(kept, unit, 2);
  const pairs = [
    [first, kept],
    [second, kept],
    [beside, whole],
    [last, orphan],
  ] as const;
  pairs.forEach(([own]) => month.answer(own, { satisfaction: 'basically-satisfied' }));
  month.answer(first, { round: 2, solved: false }, 'hotline');
  return { pairs };
}
