import { DomainError } from '@gridwhistle/kernel';
import { isDatabaseAway, isLostRace } from '@gridwhistle/platform';

/** Insufficient resources (a full disk among them) and system errors: the database's state, not the work's fault. */
const STRAINED = /^(53|58)/;

const blamed = new WeakSet<Error>();

/** Remembers that a handler itself threw this, and makes an Error of whatever it threw. */
export function blame(thrown: unknown): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  blamed.add(error);
  return error;
}

/**
 * True when nobody is to blame, and the same work may succeed later: the database is away, full or too busy, or the
 * service's first copy of the profile is still on its way.
 */
export function isNobodysFault(error: unknown): boolean {
  if (isDatabaseAway(error) || isLostRace(error) || STRAINED.test(codeOf(error))) return true;
  if (!(error instanceof DomainError)) return false;
  return error.code === 'profile.missing' || (error.code === 'unavailable' && !blamed.has(error));
}

function codeOf(error: unknown): string {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  return String(driverError?.code ?? code ?? '');
}
