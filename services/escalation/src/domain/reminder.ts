import { reminderTime, type QuietHours } from '@gridwhistle/clocks';
import type { Severity } from '@gridwhistle/kernel';

/** The cause of a follow-up that a person asked for. */
export const BY_HAND = 'by-hand';

/** What decides whether a follow-up may be told at night. */
export interface Telling {
  readonly kind: 'reminder' | 'supervision' | 'raise';
  readonly cause: string;
  /** When that was. */
  readonly at: Date;
  /** When it is heard of here, and would be told. */
  readonly now: Date;
  /** Of the matter; null where it is not known here. */
  readonly severity: Severity | null;
}

/**
 * Until when a follow-up waits, null when it is told at once: nobody is reminded at night unless the matter is an
 * emergency (domain §4, Clocks), and what is unknown may be one. Who asks for it by hand wants it now.
 */
export function waitsUntil({ kind, cause, at, now, severity }: Telling, quiet: QuietHours): Date | null {
  if (kind !== 'reminder' || cause === BY_HAND) return null;
  const morningAfter = (moment: Date): Date | null => {
    const until = reminderTime(quiet, moment, severity ?? 'emergency');
    return until > moment ? until : null;
  };
  return morningAfter(at) ?? morningAfter(now);
}
