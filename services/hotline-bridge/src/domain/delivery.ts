/** What becomes of a message by the hotline's answer; `silent` ones are not sent at all. */
export type Settlement = 'delivered' | 'retry' | 'parked' | 'silent';

/** Answers that ask for patience, though they are 4xx. */
const PATIENCE = new Set([408, 425, 429]);

/** 2xx delivered; what a repeat cannot mend is parked with its reason; everything else is tried again. */
export function settlementOf(status: number): Settlement {
  if (status >= 200 && status < 300) return 'delivered';
  return status >= 400 && status < 500 && !PATIENCE.has(status) ? 'parked' : 'retry';
}

const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/** Milliseconds until the next attempt: doubled each time, at most ten seconds, for a partner that is away for an hour. */
export function pauseAfter(attempts: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 10));
}
