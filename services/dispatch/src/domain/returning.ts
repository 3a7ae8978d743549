import { DomainError } from '@gridwhistle/kernel';
import type { Order } from './order.js';

/** Rule 1: who received a return of a job, and decides who does it, names another; by overruling it too, or cancelling it. */
export function checkReceivedNoReturn(job: readonly Order[], decider: string, unit: string | undefined): void {
  const received = job.some(({ returns, dispatcher }) => returns > 0 && dispatcher === unit);
  if (unit !== decider || !received) return;
  throw new DomainError('auth.forbidden', 'whoever receives a return re-dispatches it or passes it up', [
    { field: 'unit', message: 'received the return' },
  ]);
}
