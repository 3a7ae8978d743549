import { checkInbox, checkStreams, checkTwins } from './checks.js';
import type { Closed } from './run.js';

const closed = (
  number: number,
  more: { twinOf?: number; similarTo?: string; orders?: object[]; channel?: string; round?: number } = {},
) =>
  ({
    job: { line: { number, id: 'x', twinOf: more.twinOf }, plan: { channel: more.channel ?? 'resident' } },
    entered: { ticketId: `t${number}`, code: '', ...(more.similarTo ? { similarTo: more.similarTo } : {}) },
    handled: { tier: 'grid', progress: 2, ticket: { round: more.round ?? 1, orders: more.orders ?? [] } },
  }) as unknown as Closed;

describe('the checks at the end', () => {
  it('want a hint at the first of two twins', () => {
    expect(checkTwins([closed(1), closed(2, { twinOf: 1, similarTo: 't1' })]).wrong).toEqual([]);
    expect(checkTwins([closed(1), closed(2, { twinOf: 1 })]).wrong).toEqual([
      'line 2: its hint is missing, not t1 of line 1',
    ]);
    expect(checkTwins([closed(2, { twinOf: 1 })])).toMatchObject({ wrong: [] });
  });

  it("want every order in its department's stream and nothing else", () => {
    const lines = [
      closed(1, {
        orders: [
          { id: 'a', unit: 'water' },
          { id: 'b', unit: 'water' },
          { id: 'g', unit: 'grid' },
        ],
      }),
    ];
    const stream = (orders: string[], foreign: string[] = []) => [
      { unit: 'water', events: 9, orders: new Set(orders), foreign, repeated: 0 },
    ];
    expect(checkStreams(lines, stream(['a', 'b'])).wrong).toEqual([]);
    expect(checkStreams(lines, stream(['a', 'g'], ['roads'])).wrong).toEqual([
      'water did not get its order b',
      'water got order g, which is not its own',
      'water got events of roads',
    ]);
  });

  it('want every message at 12345, once and in order', () => {
    const inbox = (kinds: string[]) => ({
      inbox: () => kinds.map((message) => ({ message })),
      counts: () => ({ repeats: 0, refused: 0 }),
    });
    const check = (kinds: string[], round = 1) =>
      checkInbox([closed(1, { channel: 'hotline', round })], inbox(kinds) as never, { run: 'r' } as never).wrong;
    const first = ['accepted', 'progress', 'progress', 'result'];
    expect(check([...first, 'closed'])).toEqual([]);
    expect(check([...first, 'reopened', 'accepted', 'result', 'closed'], 2)).toEqual([]);
    expect(check(first)).toEqual(['line 1 (RPr-1): 0 × closed, 1 due']);
    expect(check([...first, 'result', 'closed'])).toEqual(['line 1 (RPr-1): 2 × result, 1 due']);
    expect(check(['progress', 'accepted', 'progress', 'closed', 'result'])[0]).toContain('in the wrong order');
  });
});
