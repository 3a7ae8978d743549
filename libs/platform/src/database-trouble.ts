/** SQLSTATEs and socket errors that mean: the database is away, full, overloaded or stopping; try the work again. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EPIPE',
  '08000',
  '08001',
  '08003',
  '08006',
  '53000',
  '53100',
  '53200',
  '53300',
  '53400',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '25P03',
  '58000',
  '58030',
]);
/**
 * pg throws these without a code; the last are TypeORM's words for a connection that broke in the middle of a transaction. A
 * file system that turned read-only, as after a failed fsync, PostgreSQL tells as a missing privilege (42501).
 */
const AWAY_MESSAGE =
  /Read-only file system|Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Cannot use a pool after calling end|[Qq]uery runner (was )?already released/;
/** serialization_failure, deadlock_detected: the same transaction may well succeed when it runs again. */
const LOST_RACE = new Set(['40001', '40P01']);

/** True when an error says that the database cannot be reached or does not answer in time. */
export function isDatabaseAway(error: unknown): boolean {
  return causes(error).some(
    (cause) => AWAY.has(cause.code ?? '') || AWAY_MESSAGE.test(cause.message) || isSocketAway(cause),
  );
}

/** True when another transaction held a lock for too long. */
export function isLockTimeout(error: unknown): boolean {
  return causes(error).some((cause) => cause.code === '55P03');
}

/** True when a transaction lost a race and may be run again as a whole. */
export function isLostRace(error: unknown): boolean {
  return causes(error).some((cause) => LOST_RACE.has(cause.code ?? ''));
}

/** Name of the violated constraint (SQLSTATE class 23), for a command that turns it into its own refusal. */
export function violatedConstraint(error: unknown): string | undefined {
  return causes(error).find((cause) => cause.code?.startsWith('23'))?.constraint;
}

/** The server's socket is not there while it is down, and has no room for one more when too many connect at once. */
const isSocketAway = ({ code, syscall }: Cause): boolean =>
  syscall === 'connect' && (code === 'ENOENT' || code === 'EAGAIN');

interface Cause extends Error {
  code?: string;
  syscall?: string;
  constraint?: string;
}

function causes(error: unknown): Cause[] {
  if (!(error instanceof Error)) return [];
  const driverError = 'driverError' in error ? causes(error.driverError) : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap(causes) : [];
  return [error, ...driverError, ...inner];
}
