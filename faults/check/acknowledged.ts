import type { Evidence } from './evidence.js';
import { grouped, lost, repeated, type Finding, type Violation } from './finding.js';

/** Everything that was acknowledged is there, once. */
export function checkAcknowledged({ acknowledged, tried, log, reports }: Evidence): Finding {
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
  return { rule, looked: acknowledged.length, violations: [...violations, ...twice({ acknowledged, tried, reports })] };
}

/** One key is one thing; and nothing is there that nobody asked for. */
function twice({ acknowledged, tried, reports }: Pick<Evidence, 'acknowledged' | 'tried' | 'reports'>): Violation[] {
  const keyed = acknowledged.flatMap((one) => ('key' in one ? [one] : []));
  const doubled = [...grouped(keyed, ({ what, key }) => `${what} ${key}`)].flatMap(([key, all]) => {
    const ids = [...new Set(all.map(({ id }) => id))];
    return ids.length > 1 ? [repeated(`${key} became ${ids.join(' and ')}`)] : [];
  });
  const known = new Set(keyed.map(({ id }) => id));
  const answered = new Set(keyed.map(({ key }) => key));
  const unanswered = tried.filter((key) => !answered.has(key)).length;
  const unknown = reports.filter((id) => !known.has(id));
  if (unknown.length <= unanswered) return doubled;
  const ids = unknown.slice(0, 5).join(', ');
  return [...doubled, repeated(`${unknown.length} reports that nobody was told of, ${unanswered} unanswered: ${ids}`)];
}
