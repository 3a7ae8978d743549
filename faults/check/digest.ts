import { createHash } from 'node:crypto';
import { isOfPlan } from '../load/jobs.js';
import type { Evidence, LogEvent } from './evidence.js';
import { grouped } from './finding.js';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT/;

/**
 * The ledger with each report's idempotency key in the place of its id, other ids and all times left out, without the
 * probes that look whether a fault has healed, and a digest of it: two runs with one seed and number of reports end in the same one, whatever happened to them on the way.
 */
export function ledgerDigest({ acknowledged, ledger, log }: Evidence): string {
  const keys = new Map(
    acknowledged.flatMap((one) => ('key' in one && one.what !== 'whistle' ? [[one.id, one.key]] : [])),
  );
  const events = new Map(log.map((event) => [event.eventId, event]));
  const rows = ledger.flatMap(({ eventId }) => events.get(eventId) ?? []).filter(({ ticketId }) => ticketId !== null);
  const tickets = [...grouped(rows, ({ ticketId }) => ticketId ?? '')]
    .map(([id, own]) => [keys.get(id) ?? 'unknown', own] as const)
    .filter(([key]) => key === 'unknown' || isOfPlan(key))
    .map(([key, own]) => [
      key,
      ...[...grouped(own, ({ entity, aggregateId }) => `${entity} ${aggregateId}`).values()].map(course).sort(),
    ]);
  return digest(tickets.map((ticket) => JSON.stringify(ticket)).sort());
}

/** The figures of every unit, and a digest of them. */
export const scoresDigest = ({ scores }: Evidence): string =>
  digest(scores.map(({ plan, units }) => JSON.stringify([plan.code, units.map(figures)])));

const figures = ({ unit, indicators, total }: Evidence['scores'][number]['units'][number]) => [
  unit,
  total,
  indicators.map(({ code, numerator, denominator, points }) => [code, numerator, denominator, points]),
];

/** Several act on these at once, each at their own pace: departments report in, 12345 is told while it calls back. */
const BY_SEVERAL = new Set(['whistle', 'hotline-order']);

/** One aggregate's events in their order, as far as it is anybody's, without ids and times. */
function course(events: readonly LogEvent[]): string {
  const lines = [...events].sort((a, b) => a.sequence - b.sequence).map(told);
  return JSON.stringify(BY_SEVERAL.has(events[0]?.entity ?? '') ? lines.sort() : lines);
}

function told({ name, unit, data }: LogEvent): string {
  const plain = Object.entries(data).filter(([, value]) => isPlain(value));
  return JSON.stringify([name, unit, plain.sort()]);
}

const isPlain = (value: unknown): boolean => typeof value !== 'string' || (!ID.test(value) && !TIME.test(value));

const digest = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
