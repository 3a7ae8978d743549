import { check } from './check.js';
import type { Raced, RaceEvidence } from './evidence.js';
import { dueTwice } from '../../faults/check/sample.js';
import { asked, order, ORDER, PAIR, RACED, sample, TICKET } from './sample.js';
import { standingOf } from './standing.js';

const found = (change?: (good: RaceEvidence) => Partial<RaceEvidence>, raced: Partial<Raced> = {}): string[] =>
  check(PAIR, [{ ...RACED, ...raced }], sample(change)).flatMap(({ violations }) => violations.map(({ what }) => what));

const stale = { status: 412, code: 'precondition.stale' };
const WHISTLE = { ...asked('summoned'), id: 'whistle' };

describe('the checker of races', () => {
  it('finds nothing where nothing is wrong, and looks at something with every rule', () => {
    const findings = check(PAIR, [RACED], sample());
    expect(findings.flatMap(({ violations }) => violations)).toEqual([]);
    const idle = findings.filter(({ looked }) => looked === 0).map(({ rule }) => rule);
    expect(idle).toEqual(['nobody waits for what is over', 'each rung fired once and led once to what it should']);
  });

  it.each<[string, string, Partial<Raced>]>([
    ['both won', 'both must not win', { second: { status: 200 } }],
    ['nobody won', 'both were refused', { first: stale }],
    [
      'the one who lost was believed',
      'second won, and it is resolved solved: confirmed',
      { first: stale, second: { status: 200 } },
    ],
    [
      'the loser was answered by a mistake',
      'the loser was answered 500 internal',
      { second: { status: 500, code: 'internal' } },
    ],
    [
      'the loser was answered with a code of something else',
      'answered 409 conflict',
      { second: { status: 409, code: 'conflict' } },
    ],
    ['the loser was answered without a code', 'answered 404 nothing', { second: { status: 404 } }],
    ['the ticket is not there', 'and it is nothing', { tickets: ['gone'] }],
  ])('fails when %s', (_, sentence, raced) => {
    expect(found(undefined, raced).join('\n')).toContain(sentence);
  });

  it('does not ask who won where somebody was told to come later, but all else', () => {
    const later = { status: 503, code: 'unavailable' };
    const working = ({ orders }: RaceEvidence) => ({ orders: [...orders, order(), order({ id: 'another' })] });
    expect(found(undefined, { first: later, second: { status: 0 } })).toEqual([]);
    expect(found(working, { first: later })).toEqual([`ticket ${TICKET} has 2 working lead orders`]);
  });

  it.each<[string, string, (good: RaceEvidence) => Partial<RaceEvidence>]>([
    [
      'another outcome than those that are allowed',
      'first won, and it is assigned: resolved',
      ({ tickets, orders }) => ({
        tickets: tickets.map((one) => ({ ...one, state: 'assigned', outcome: null })),
        orders: orders.map((one) => ({ ...one, state: 'resolved' })),
      }),
    ],
    [
      'a copy that differs',
      `order ${ORDER} is confirmed, accepted at intake`,
      ({ told }) => ({ told: told.map((one) => ({ ...one, told: 'accepted' })) }),
    ],
    [
      'a copy that is missing',
      `intake does not know order ${ORDER}`,
      ({ told }) => ({ told: told.map((one) => ({ ...one, told: null })) }),
    ],
    [
      'a clock that runs on a finished order',
      `the clock accept of order ${ORDER}, which is confirmed, is running`,
      ({ clocks }) => ({ clocks: clocks.map((one) => ({ ...one, state: 'running' })) }),
    ],
    [
      'a clock that only stands on a finished order',
      `the clock handling of order ${ORDER}, which is confirmed, is stopped`,
      ({ clocks }) => ({ clocks: clocks.map((one) => ({ ...one, state: 'stopped' })) }),
    ],
    [
      'a clock that runs on a ticket that is resolved',
      `the clock handling of ticket ${TICKET}, which is resolved, runs`,
      ({ clocks }) => ({
        clocks: clocks.map((one) => ({ ...one, state: one.entity === 'ticket' ? 'running' : 'ended' })),
      }),
    ],
    [
      'a clock that runs on a whistle that is over',
      'the clock approval of whistle whistle, which is declined, is running',
      ({ clocks, owned }) => ({
        clocks: [
          ...clocks,
          { ...clocks[0]!, entity: 'whistle', aggregateId: 'whistle', kind: 'approval', state: 'running' },
        ],
        owned: [...owned, { entity: 'whistle', id: 'whistle', sequence: 0, state: 'declined' }],
      }),
    ],
    [
      'a clock that runs while its order waits for a whistle',
      'which is accepted, runs while it must stand',
      ({ clocks, orders, owned }) => ({
        clocks: [...clocks, { ...clocks[1]!, aggregateId: order().id, state: 'running' }],
        orders: [...orders, order({ waitsFor: 'whistle' })],
        owned: [...owned, { entity: 'order', id: order().id, sequence: 0, state: 'accepted' }],
      }),
    ],
    [
      'two working leads',
      `ticket ${TICKET} has 2 working lead orders`,
      ({ orders }) => ({ orders: [...orders, order(), order({ id: 'another', state: 'issued' })] }),
    ],
    [
      'an open order of a closed ticket',
      `ticket ${TICKET} is closed, and an order of it is open`,
      ({ tickets, orders }) => ({
        tickets: tickets.map((one) => ({ ...one, state: 'closed' })),
        orders: [...orders, order({ state: 'returned' })],
      }),
    ],
    [
      'an order that waits for one that is over',
      `${order().id} waits for ${ORDER}, which is over`,
      ({ orders }) => ({ orders: [...orders, order({ waitsFor: ORDER })] }),
    ],
    [
      'a ticket that waits for a part that is over',
      `${TICKET} waits for part, which is over`,
      ({ tickets }) => ({
        tickets: [
          ...tickets.map((one) => ({ ...one, openParts: ['part'] })),
          { ...tickets[0]!, id: 'part', state: 'closed', partOf: TICKET },
        ],
      }),
    ],
    [
      'an extension that an ended order asks for',
      'is asked for by an ended order',
      () => ({ extensions: [asked('requested')] }),
    ],
    [
      'a suspension that an ended order asks for',
      'is asked for by an ended order',
      () => ({ suspensions: [asked('requested')] }),
    ],
    [
      'a whistle that an ended order asks for',
      'is asked for by an ended order',
      () => ({ whistles: [asked('requested')] }),
    ],
    [
      'a suspension of a ticket that goes on',
      'suspension application goes on',
      () => ({ suspensions: [asked('approved')] }),
    ],
    [
      'an open whistle of a closed ticket',
      'whistle whistle is summoned, and its ticket closed',
      ({ tickets }) => ({ tickets: tickets.map((one) => ({ ...one, state: 'closed' })), whistles: [WHISTLE] }),
    ],
    [
      'a gap in a log',
      `event 2 of order ${ORDER}`,
      ({ log }) => ({ log: log.filter(({ name }) => name !== 'order.accepted') }),
    ],
    ['a consumer that stays behind', 'applied 0 of', ({ gates }) => ({ gates: gates.slice(1) })],
    [
      'an event that was parked',
      'parked',
      () => ({ parked: [{ consumer: 'c', eventId: 'e', aggregateId: ORDER, reason: 'x' }] }),
    ],
    ['an event that the ledger lacks', 'is not in the ledger', ({ ledger }) => ({ ledger: ledger.slice(1) })],
    [
      'a rung that fired twice',
      'order.due',
      ({ log }) => ({
        log: [...log, ...dueTwice()],
      }),
    ],
  ])('fails on %s', (_, sentence, change) => {
    expect(found(change).join('\n')).toContain(sentence);
  });
});

it('says how everything stands in a line', () => {
  const part = { ...sample().tickets[0]!, id: 'part', state: 'assigned', outcome: null, partOf: TICKET };
  const evidence = sample(({ tickets, orders }) => ({
    tickets: [...tickets.map((one) => ({ ...one, round: 2 })), part],
    orders: [
      order({ role: 'assist', waitsFor: null }),
      ...orders,
      order({ waitsFor: 'whistle' }),
      order({ ticketId: 'part' }),
    ],
    whistles: [WHISTLE],
    extensions: [],
  }));
  expect(standingOf([TICKET], evidence)).toBe(
    'resolved solved round 2: confirmed, waiting, accepted assist; whistle summoned | part assigned: accepted',
  );
});
