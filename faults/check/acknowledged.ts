import type { Evidence, LogEvent } from './evidence.js';
import { grouped, lost, repeated, type Finding, type Violation } from './finding.js';

/** Everything that was acknowledged is there, once. */
export function checkAcknowledged(evidence: Evidence): Finding {
  const { acknowledged, log, reports } = evidence;
  const events = new Set(log.map(({ entity, aggregateId, sequence }) => `${entity} ${aggregateId} ${sequence}`));
  const rated = new Set(
    log.filter(({ name }) => name === 'report.rated').map(({ aggregateId, data }) => `${aggregateId} ${data['round']}`),
  );
  const reported = new Set(reports);
  const violations = acknowledged.flatMap((one): Violation[] => {
    if (one.what === 'report') return reported.has(one.id) ? [] : [lost(`report ${one.id} (${one.key})`)];
    if (one.what === 'rating')
      return rated.has(`${one.id} ${one.round}`) ? [] : [lost(`rating of ${one.id}, round ${one.round}`)];
    if (one.what === 'act')
      return events.has(`${one.entity} ${one.id} ${one.sequence}`)
        ? []
        : [lost(`${one.act} of ${one.entity} ${one.id}, answered as version ${one.sequence}`)];
    return events.has(`${one.what} ${one.id} 1`) ? [] : [lost(`${one.what} ${one.id} (${one.key})`)];
  });
  const rule = 'what was acknowledged exists, once';
  return { rule, looked: acknowledged.length, violations: [...violations, ...twice(evidence), ...unkeyed(evidence)] };
}

/** One key is one thing, by what was answered and by what the platform has kept. */
function twice({ acknowledged, keys, reports }: Evidence): Violation[] {
  const reported = new Set(reports);
  const answered = acknowledged.flatMap((one) => ('key' in one && one.what !== 'whistle' ? [one] : []));
  const kept = keys.filter(({ id }) => reported.has(id));
  const whistles = acknowledged.flatMap((one) => (one.what === 'whistle' ? [one] : []));
  return [...doubled('report', [...answered, ...kept]), ...doubled('whistle', whistles)];
}

function doubled(what: string, keyed: readonly { readonly key: string; readonly id: string }[]): Violation[] {
  return [...grouped(keyed, ({ key }) => key)].flatMap(([key, all]) => {
    const ids = [...new Set(all.map(({ id }) => id))];
    return ids.length > 1 ? [repeated(`${what} ${key} became ${ids.join(' and ')}`)] : [];
  });
}

/** So long the platform remembers a key. */
const REMEMBERED_MS = 7 * 24 * 3_600_000;

/** Nothing is there that nobody asked for: each report is the one of a key that was sent, answered or not. */
function unkeyed({ acknowledged, tried, keys, reports, log, now }: Evidence): Violation[] {
  const sent = new Set(tried);
  const own = [...keys.filter(({ key }) => sent.has(key)), ...acknowledged];
  const known = new Set(own.map(({ id }) => id));
  const isOld = ({ entity, at }: LogEvent): boolean => entity === 'report' && +now - +at > REMEMBERED_MS;
  const forgotten = new Set(log.filter(isOld).map(({ aggregateId }) => aggregateId));
  return reports
    .filter((id) => !known.has(id) && !forgotten.has(id))
    .map((id) => repeated(`report ${id} is that of no key that was sent`));
}
