import { check } from './check.js';
import type { Evidence, LogEvent } from './evidence.js';
import { dueTwice, event, minute, ORDER, sample, TICKET, told, UNIT } from './sample.js';

const found = (change: (good: Evidence) => Partial<Evidence>): string[] =>
  check(sample(change)).flatMap(({ violations }) => violations.map(({ kind, what }) => `${kind}: ${what}`));

const without = <T>(things: readonly T[], index: number): T[] => things.filter((_, nth) => nth !== index);
const indexOf = (log: readonly LogEvent[], name: string): number => log.findIndex((one) => one.name === name);

/** A rung fires, and the unit is reminded at once. */
const remindedAt = (at: Date) => {
  const about = { ticketId: TICKET, orderId: ORDER, unit: UNIT };
  return [
    event('order', ORDER, 5, 'order.due', at, { ...about, clock: 'accept' }, UNIT),
    event('reminder', 'r1', 1, 'reminder.sent', at, { ...about, cause: 'order.due' }, UNIT),
  ];
};

/** The same of a whistle of a kind. */
const pressedAt = (at: Date, kind: string) => {
  const about = { ticketId: TICKET, orderId: 'o-2', whistleId: 'w-1', unit: UNIT };
  return [
    event('whistle', 'w-1', 1, 'whistle.requested', at, { ...about, kind }, UNIT),
    event('whistle', 'w-1', 2, 'whistle.approval-due', at, about, UNIT),
    event('reminder', 'r2', 1, 'reminder.sent', at, { ...about, cause: 'whistle.approval-due' }, UNIT),
  ];
};

describe('the checker', () => {
  it('finds nothing where nothing is wrong, and looks at something with every rule', () => {
    const findings = check(sample());
    expect(findings.flatMap(({ violations }) => violations)).toEqual([]);
    const idle = findings.filter(({ looked }) => looked === 0).map(({ rule }) => rule);
    expect(idle).toEqual(['each rung fired once and led once to what it should']);
  });

  it.each<[string, string, (good: Evidence) => Partial<Evidence>]>([
    ['a lost report', 'lost: report', () => ({ reports: [] })],
    ['a lost act', 'lost: accept of order', ({ log }) => ({ log: without(log, indexOf(log, 'order.accepted')) })],
    ['a lost rating', 'lost: rating of', ({ log }) => ({ log: without(log, indexOf(log, 'report.rated')) })],
    [
      'one key that became two reports',
      'repeated: report key-1 became',
      ({ acknowledged }) => ({
        acknowledged: [...acknowledged, { what: 'report', key: 'key-1', id: 'other' }],
        reports: [TICKET, 'other'],
      }),
    ],
    [
      'a report that nobody asked for',
      'repeated: report other is that of no key',
      () => ({ reports: [TICKET, 'other'] }),
    ],
    [
      'a gap in a log',
      `lost: event 2 of order ${ORDER}`,
      ({ log }) => ({ log: without(log, indexOf(log, 'order.accepted')) }),
    ],
    [
      'a sequence that stands twice',
      `repeated: a sequence of order ${ORDER}`,
      ({ log }) => ({ log: [...log, event('order', ORDER, 2, 'order.progressed', minute(11), {}, UNIT)] }),
    ],
    [
      'a version that is not the last sequence',
      `wrong: order ${ORDER} has version 9`,
      ({ owned }) => ({ owned: owned.map((one) => (one.id === ORDER ? { ...one, sequence: 9 } : one)) }),
    ],
    [
      'a consumer that stays behind',
      'lost: console-ledger applied 0 of 2',
      ({ gates }) => ({ gates: without(gates, 0) }),
    ],
    [
      'an innocent event that was parked',
      'lost: console-ledger parked',
      ({ parked }) => ({
        parked: [...parked, { consumer: 'console-ledger', eventId: 'own', aggregateId: ORDER, reason: 'x' }],
      }),
    ],
    ['a forged event that nobody noticed', 'wrong: forged event forged-event', () => ({ parked: [] })],
    [
      'a forged event that was parked for another reason',
      'wrong: forged event forged-event',
      ({ parked }) => ({ parked: parked.map((row) => ({ ...row, reason: 'y' })) }),
    ],
    ['an event that was never sent', 'lost: 1 events of intake never sent', () => ({ unsent: { intake: 1 } })],
    ['a ledger row that is missing', 'is not in the ledger', ({ ledger }) => ({ ledger: without(ledger, 4) })],
    [
      'a ledger row that stands twice',
      'stands 2 times in the ledger',
      ({ ledger }) => ({ ledger: [...ledger, ledger[4]!] }),
    ],
    [
      'a ledger in another order',
      'out of order: the ledger applied order',
      ({ ledger }) => ({ ledger: [...ledger].reverse() }),
    ],
    [
      'a copy that differs from its owner',
      'is confirmed, accepted in the ledger',
      ({ copies }) => ({ copies: copies.map((one) => (one.id === ORDER ? { ...one, state: 'accepted' } : one)) }),
    ],
    ['a stream without an event', 'is not in the stream', ({ stream }) => ({ stream: without(stream, 3) })],
    [
      'a stream with an event of nobody',
      'wrong: event forged of the stream',
      ({ stream }) => ({ stream: [...stream, { eventId: 'forged', aggregateId: 'a', digest: '', original: false }] }),
    ],
    [
      'a department that missed an event',
      `lost: ${UNIT} did not get order.issued`,
      ({ desks }) => ({ desks: [{ unit: UNIT, events: without(desks[0]!.events, 0) }] }),
    ],
    [
      "a department that got another's",
      `wrong: ${UNIT} got order.issued.v1 of other`,
      ({ desks }) => ({
        desks: [{ unit: UNIT, events: [...desks[0]!.events, { ...desks[0]!.events[0]!, unit: 'other' }] }],
      }),
    ],
    [
      'an order without a reason',
      'repeated: ',
      ({ log }) => ({
        log: [...log, event('order', 'o2', 1, 'order.issued', minute(20), { ticketId: TICKET, origin: 'raise' })],
      }),
    ],
    [
      'a raise without an order',
      'lost: ',
      ({ log }) => ({ log: [...log, event('order', 'o2', 1, 'order.raised', minute(20), { ticketId: TICKET })] }),
    ],
    [
      'a rung that fired twice',
      'order.due',
      ({ log }) => ({
        log: [...log, ...dueTwice()],
      }),
    ],
    [
      'a rung that did not fire',
      'lost: a rung of the clock accept',
      ({ clocks }) => ({ clocks: clocks.map((one) => ({ ...one, nextRungAt: minute(50) })) }),
    ],
    [
      'a rung that led to nothing',
      'lost: order.due of',
      ({ log }) => ({
        log: [
          ...log,
          event('order', ORDER, 5, 'order.due', minute(99), { ticketId: TICKET, clock: 'accept', unit: UNIT }, UNIT),
        ],
      }),
    ],
    ['a reminder at night', 'reminded at night', ({ log }) => ({ log: [...log, ...remindedAt(minute(14 * 60))] })],
    [
      'a message that 12345 did not get',
      'did not reach 12345',
      ({ hotline }) => ({ hotline: { ...hotline, inbox: [] } }),
    ],
    [
      'a message that 12345 got under two ids',
      '12345 was told 2 times',
      ({ hotline }) => ({
        hotline: {
          ...hotline,
          inbox: [...hotline.inbox, { ...hotline.inbox[0]!, id: 'm2' }],
          outgoing: [...hotline.outgoing, { id: 'm2', ticketId: TICKET, state: 'delivered' }],
        },
      }),
    ],
    [
      'a deadline that is off',
      'is due at',
      ({ clocks }) => ({ clocks: clocks.map((one) => ({ ...one, dueAt: minute(1) })) }),
    ],
    [
      'a judgement that is off',
      'has met false, by the reference true',
      ({ clocks }) => ({ clocks: clocks.map((one) => ({ ...one, met: false })) }),
    ],
    [
      'a judgement that an event tells wrongly',
      'says onTime false, not true',
      ({ log }) => ({
        log: log.map((one) => (one.name === 'order.accepted' ? { ...one, data: { ...one.data, onTime: false } } : one)),
      }),
    ],
    [
      'a figure that is off',
      'by the events',
      ({ scores }) => ({
        scores: scores.map((one) => ({ ...one, units: one.units.map((unit) => ({ ...unit, total: 99 })) })),
      }),
    ],
    [
      'a fact that was counted twice',
      '"numerator":2',
      ({ scores }) => ({
        scores: scores.map((one) => ({
          ...one,
          units: one.units.map((unit) => ({
            ...unit,
            indicators: unit.indicators.map((figure) => ({ ...figure, numerator: 2 })),
          })),
        })),
      }),
    ],
    [
      'a report made twice while one key stays unanswered',
      'repeated: report other is that of no key',
      ({ tried }) => ({ reports: [TICKET, 'other'], tried: [...tried, 'key-2'] }),
    ],
    [
      'a key that the platform keeps for another report than it answered',
      'repeated: report key-1 became',
      ({ keys }) => ({ reports: [TICKET, 'other'], keys: [...keys, { key: 'key-1', id: 'other' }] }),
    ],
    ['an order whose clocks were never written', `lost: the clock accept of order ${ORDER}`, () => ({ clocks: [] })],
    [
      'a ticket whose clock was never written',
      `lost: the clock handling of ticket ${TICKET}`,
      ({ clocks }) => ({ clocks: clocks.filter(({ entity }) => entity === 'order') }),
    ],
    [
      'a limit long missed, its rungs taken off and never told',
      `lost: order.due of ${ORDER}: its accept limit ended`,
      ({ log }) => ({ log: log.filter(({ name }) => name === 'order.issued'), now: minute(10_000) }),
    ],
    [
      'a message that 12345 is owed and nobody noted',
      `lost: result of ${TICKET}: 0 × message to 12345, 1 due`,
      ({ hotline: { inbox, outgoing, ...hotline } }) => ({
        hotline: { ...hotline, inbox: without(inbox, 2), outgoing: without(outgoing, 2) },
      }),
    ],
    [
      '12345 being owed nothing at all',
      `lost: accepted of ${TICKET}: 0 × message to 12345, 1 due`,
      ({ hotline }) => ({ hotline: { ...hotline, inbox: [], outgoing: [] } }),
    ],
    ['no scores', 'wrong: there was nothing to look at', () => ({ scores: [] })],
    [
      'scores of no unit',
      `lost: the figures of ${UNIT} by monthly`,
      ({ scores }) => ({ scores: scores.map((score) => ({ ...score, units: [] })) }),
    ],
    ['no durables', 'wrong: there was nothing to look at', () => ({ consumers: {}, durables: [] })],
    ['a durable that is gone', 'lost: the durable console-ledger', () => ({ durables: [] })],
    [
      'events whose aggregate has no row',
      `lost: the row of order ${ORDER}`,
      ({ owned }) => ({ owned: owned.filter(({ id }) => id !== ORDER) }),
    ],
    [
      'a message of the stream that says something else than the log',
      'of the stream says something else',
      ({ stream }) => ({ stream: stream.map((one) => ({ ...one, digest: 'other' })) }),
    ],
    [
      'a ticket whose reporter is shown something else',
      `wrong: the standing of ${TICKET}`,
      ({ seen }) => ({ seen: { ...seen, tickets: seen.tickets.map((one) => ({ ...one, state: 'closed' })) } }),
    ],
    [
      'somebody who may read without an order',
      'wrong: the holder of other',
      ({ seen }) => ({ seen: { ...seen, orders: [...seen.orders, { ...seen.orders[0]!, orderId: 'other' }] } }),
    ],
    [
      'an answer that came too late while something was short',
      'POST /api/v1/tickets: 503 after 2.4 s, of which the runner was late for 0.3 s',
      () => ({ answers: [told({ ms: 2_400, ownMs: 300 })] }),
    ],
    [
      'a hang of five seconds, however late the runner was',
      '201 after 5.1 s',
      () => ({ answers: [told({ status: 201, ms: 5_100, ownMs: 5_000 })] }),
    ],
    [
      'a refusal that does not say when to come again',
      '503 without Retry-After',
      () => ({ answers: [told({ retryAfter: null })] }),
    ],
    [
      'an error instead of a refusal while something was short',
      'answered with 500',
      () => ({ answers: [told({ status: 500 })] }),
    ],
    [
      'no answer while something was short',
      'no answer after 0.1 s',
      () => ({ answers: [told({ status: undefined, ms: 100 })] }),
    ],
  ])('fails on %s', (_, sentence, change) => {
    expect(found(change).join('\n')).toContain(sentence);
  });

  it('lets a rung fire once more that was voided', () => {
    const data = { ticketId: TICKET, clock: 'handling', unit: UNIT, rung: 'amber' };
    const names = ['order.amber', 'order.rung-voided', 'order.amber'];
    const sentences = (upTo: readonly string[]): string[] =>
      found(({ log }) => ({
        log: [...log, ...upTo.map((name, n) => event('order', ORDER, 5 + n, name, minute(99), data, UNIT))],
      }));
    const twice = expect.stringContaining('order.amber');
    expect(sentences(names).filter((what) => what.includes('fired 2 times'))).toEqual([]);
    expect(sentences(names.filter((name) => name === 'order.amber'))).toContainEqual(twice);
  });

  it('counts what came again without blaming it', () => {
    const evidence = sample(({ stream, desks }) => ({
      stream: [...stream, ...stream],
      desks: desks.map(({ unit, events }) => ({ unit, events: [...events, ...events] })),
    }));
    const findings = check(evidence);
    expect(findings.flatMap(({ violations }) => violations)).toEqual([]);
    expect(findings.map(({ resent }) => resent ?? 0).filter((n) => n > 0)).toEqual([10, 4]);
  });

  it('lets a stream whose store was deleted begin later, without a gap from there on', () => {
    const lost = (...indexes: number[]) =>
      found(({ log, stream }) => ({
        log: log.map((one) => ({ ...one, service: 'dispatch' })),
        stream: stream.filter((_, index) => !indexes.includes(index)),
        beginningLost: true,
      }));
    expect(lost(0, 1, 2)).toEqual([]);
    expect(lost(0, 1, 5)).toEqual([expect.stringContaining('order.resolved 3')]);
  });

  it('knows that a whistle for an emergency presses at night', () => {
    const atNight = (kind: string) =>
      found(({ log }) => ({
        log: [...log, ...pressedAt(minute(14 * 60), kind)],
        escalations: [{ on: 'whistle.approval-due', act: 'remind' }],
      })).filter((what) => what.includes('reminded at night'));
    expect(atNight('flood')).toEqual([]);
    expect(atNight('problem').length).toBeGreaterThan(0);
  });

  it('lets poison be parked, and nobody with it', () => {
    const row = { consumer: 'console-ledger', eventId: 'another', aggregateId: 'forged', reason: 'x' };
    expect(found(({ parked }) => ({ parked: [...parked, row], poisoned: ['forged'] }))).toEqual([]);
    expect(found(({ parked }) => ({ parked: [...parked, row] })).length).toBe(1);
  });
});
