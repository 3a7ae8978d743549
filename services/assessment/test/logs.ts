import type { History } from '@gridwhistle/messaging';
import type { Recorded } from '@gridwhistle/testing/redelivery';

/** Answers `GET /internal/events/{entity}` as the owners of the events do; undefined for any other path. */
export function historyIn(log: readonly Recorded[], path: string): History | undefined {
  const { pathname, searchParams } = new URL(path, 'http://logs');
  const [, entity] = /^\/internal\/events\/([a-z-]+)$/.exec(pathname) ?? [];
  const until = Date.parse(searchParams.get('until') ?? '');
  if (entity === undefined) return undefined;
  const events = log
    .filter(({ envelope: { type, time } }) => type.startsWith(`${entity}.`) && Date.parse(time) <= until)
    .sort(({ envelope: one }, { envelope: other }) => placeOf(one).localeCompare(placeOf(other)));
  return { events: events.map(({ envelope }) => ({ envelope })) };
}

const placeOf = ({ subject, sequence }: Recorded['envelope']): string =>
  `${subject} ${String(sequence).padStart(9, '0')}`;
