import type { History } from '@gridwhistle/messaging';
import type { Recorded } from '@gridwhistle/testing/redelivery';

/** Answers `GET /internal/events/{entity}`, and that of one aggregate, as the owners of the events do; undefined for any other path. */
export function historyIn(log: readonly Recorded[], path: string): History | undefined {
  const { pathname, searchParams } = new URL(path, 'http://logs');
  const [, entity, aggregate] = /^\/internal\/events\/([a-z-]+)(?:\/([0-9a-f-]+))?$/.exec(pathname) ?? [];
  const until = aggregate === undefined ? Date.parse(searchParams.get('until') ?? '') : Infinity;
  if (entity === undefined) return undefined;
  const events = log
    .filter(({ envelope: { type, time } }) => type.startsWith(`${entity}.`) && Date.parse(time) <= until)
    .filter(({ envelope: { subject } }) => subject === (aggregate ?? subject))
    .sort(({ envelope: one }, { envelope: other }) => placeOf(one).localeCompare(placeOf(other)));
  return { events: events.map(({ envelope }) => ({ envelope })) };
}

const placeOf = ({ subject, sequence }: Recorded['envelope']): string =>
  `${subject} ${String(sequence).padStart(9, '0')}`;
