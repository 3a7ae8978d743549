import type { Evidence } from './evidence.js';
import { aggregateOf, disordered, grouped, lost, repeated, wrong, type Finding, type Violation } from './finding.js';

/** Every consumer has applied every event of its entities; nothing is parked but what was poison. */
export function checkGates({
  gates,
  consumers,
  durables,
  log,
  parked,
  poisoned,
  unsent,
}: Pick<Evidence, 'gates' | 'consumers' | 'durables' | 'log' | 'parked' | 'poisoned' | 'unsent'>): Finding {
  const last = new Map<string, number>();
  for (const event of log) {
    const key = aggregateOf(event);
    last.set(key, Math.max(last.get(key) ?? 0, event.sequence));
  }
  const reached = new Map(gates.map((gate) => [`${gate.consumer} ${aggregateOf(gate)}`, gate.sequence]));
  let looked = 0;
  const behind = Object.entries(consumers).flatMap(([consumer, entities]) =>
    [...last].flatMap(([aggregate, sequence]): Violation[] => {
      if (!entities.includes(aggregate.split(' ', 1)[0] ?? '')) return [];
      looked += 1;
      const applied = reached.get(`${consumer} ${aggregate}`) ?? 0;
      if (applied === sequence) return [];
      if (applied > sequence)
        return [wrong(`${consumer} applied ${applied} events of ${aggregate}, which has ${sequence}`)];
      return [lost(`${consumer} applied ${applied} of ${sequence} events of ${aggregate}`)];
    }),
  );
  const innocent = parked.filter(({ aggregateId }) => aggregateId !== null && !poisoned.includes(aggregateId));
  const gone = Object.keys(consumers).filter((consumer) => !durables.includes(consumer));
  const violations = [
    ...behind,
    ...gone.map((consumer) => lost(`the durable ${consumer}`)),
    ...innocent.map(({ consumer, aggregateId, reason }) => lost(`${consumer} parked ${aggregateId}: ${reason}`)),
    ...Object.entries(unsent).flatMap(([service, n]) => (n > 0 ? [lost(`${n} events of ${service} never sent`)] : [])),
  ];
  return { rule: 'every consumer applied every event', looked, violations };
}

/** What nobody published was parked by somebody, so that a person looks at it. */
export function checkForged({ forged, parked }: Evidence): Finding {
  const isParked = ({ eventId, reason }: Evidence['forged'][number]): boolean =>
    parked.some((row) => row.eventId === eventId && row.reason.includes(reason));
  const violations = forged
    .filter((one) => !isParked(one))
    .map(({ eventId, reason }) => wrong(`forged event ${eventId} was parked by nobody: ${reason || 'for any reason'}`));
  return { rule: 'what nobody published was parked', looked: forged.length, violations };
}

/** The ledger has every event of every log once, each aggregate's in their order; its copies equal their owners. */
export function checkLedger({
  ledger,
  log,
  owned,
  copies,
  poisoned,
}: Pick<Evidence, 'ledger' | 'log' | 'owned' | 'copies' | 'poisoned'>): Finding {
  const rows = grouped(ledger, ({ eventId }) => eventId);
  const known = new Set(log.map(({ eventId }) => eventId));
  const violations = log.flatMap((event): Violation[] => {
    const count = rows.get(event.eventId)?.length ?? 0;
    if (count === 1) return [];
    const what = `${event.name} ${event.sequence} of ${event.aggregateId}`;
    return [
      count === 0 ? lost(`${what} is not in the ledger`) : repeated(`${what} stands ${count} times in the ledger`),
    ];
  });
  const foreign = ledger.filter(({ eventId, aggregateId }) => !known.has(eventId) && !poisoned.includes(aggregateId));
  const disorder = [...grouped(ledger, aggregateOf)].flatMap(([aggregate, own]) =>
    own.some(({ sequence }, index) => sequence < (own[index - 1]?.sequence ?? 0))
      ? [disordered(`the ledger applied ${aggregate} as ${own.map(({ sequence }) => sequence).join(' ')}`)]
      : [],
  );
  return {
    rule: 'the ledger has every event once, in order',
    looked: log.length,
    violations: [
      ...violations,
      ...foreign.map(({ eventId }) => wrong(`event ${eventId} of the ledger is in no log`)),
      ...disorder,
      ...differences(owned, copies),
    ],
  };
}

/** The lowest log id of each partition that a relay has put into the stream. */
function firstOfPartitions(
  stream: Evidence['stream'],
  log: Evidence['log'],
): (event: Evidence['log'][number]) => number {
  const sent = new Set(stream.flatMap(({ eventId, original }) => (original ? [eventId] : [])));
  const first = new Map<string, number>();
  for (const { service, part, logId, eventId } of log) {
    const key = `${service} ${part}`;
    if (sent.has(eventId)) first.set(key, Math.min(first.get(key) ?? Infinity, logId));
  }
  return ({ service, part }) => first.get(`${service} ${part}`) ?? Infinity;
}

function differences(owned: Evidence['owned'], copies: Evidence['copies']): Violation[] {
  const byId = new Map(copies.map((copy) => [`${copy.entity} ${copy.id}`, copy]));
  return owned
    .filter(({ entity }) => entity === 'ticket' || entity === 'order')
    .flatMap(({ entity, id, state }): Violation[] => {
      const copy = byId.get(`${entity} ${id}`);
      if (!copy) return [lost(`${entity} ${id} is not in the ledger`)];
      return copy.state === state ? [] : [wrong(`${entity} ${id} is ${state}, ${copy.state} in the ledger`)];
    });
}

/**
 * The stream holds every event of every log, and nothing that is in none. After a deleted store each partition is there
 * without a gap from where its slowest consumer stood.
 */
export function checkStream({ stream, log, poisoned, beginningLost }: Evidence): Finding {
  const copies = grouped(stream, ({ eventId }) => eventId);
  const digests = new Map(log.map(({ eventId, digest }) => [eventId, digest]));
  const first = beginningLost ? firstOfPartitions(stream, log) : undefined;
  const missing = log.filter((event) => !copies.has(event.eventId) && (!first || event.logId >= first(event)));
  const foreign = stream.filter(
    ({ eventId, aggregateId }) => eventId !== '' && !digests.has(eventId) && !poisoned.includes(aggregateId),
  );
  const changed = stream.filter(({ eventId, digest }) => digests.has(eventId) && digests.get(eventId) !== digest);
  return {
    rule: 'stream = log',
    looked: log.length,
    violations: [
      ...missing.map(({ name, sequence, aggregateId }) =>
        lost(`${name} ${sequence} of ${aggregateId} is not in the stream`),
      ),
      ...foreign.map(({ eventId }) => wrong(`event ${eventId} of the stream is in no log`)),
      ...changed.map(({ eventId }) => wrong(`event ${eventId} of the stream says something else than its log`)),
    ],
    resent: log.reduce((sum, { eventId }) => sum + Math.max(0, (copies.get(eventId)?.length ?? 0) - 1), 0),
  };
}
