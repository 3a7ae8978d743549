import { Counting } from './figures.js';

const NOW = Date.parse('2026-04-01T00:00:00Z');
const [BEFORE, AFTER] = ['2026-03-31T00:00:00Z', '2026-04-02T00:00:00Z'];
const ticket = { state: 'closed', outcome: 'solved', round: 1, onTime: true, openedAt: '2026-03-02T17:30:00Z' };
const order = { unit: 'u', tier: 'grid', state: 'confirmed', origin: 'route', returns: 0, onTime: true } as const;

function figuresOf(tickets: object[], orders: object[]) {
  const counting = new Counting(NOW);
  for (const each of tickets) counting.ticket({ ...ticket, ...each });
  for (const each of orders) counting.order({ ...order, ...each });
  return counting.figures();
}

describe('the figures of a ledger', () => {
  it('count tickets by how far they are, and by the hour on the wall clock', () => {
    const reported = { state: 'reported', outcome: undefined, round: 0, onTime: undefined };
    const figures = figuresOf(
      [{}, { round: 2, rule: 'on-the-spot' }, { state: 'resolved', outcome: 'self-help' }, reported],
      [],
    );
    expect(figures).toMatchObject({ tickets: 4, assigned: 3, resolved: 3, closed: 2, redone: 1, onTheSpot: 1 });
    expect(figures.outcomes).toEqual({ solved: 2, 'self-help': 1 });
    expect(figures.hours[1]).toBe(4);
  });

  it('count as late what was judged late, and what is open beyond its limit', () => {
    const open = { state: 'accepted', onTime: undefined };
    const orders = [{ onTime: false }, { ...open, dueAt: BEFORE }, { ...open, dueAt: AFTER }, { dueAt: BEFORE }];
    const { units, tiers } = figuresOf(
      [{ onTime: false }, { state: 'assigned', onTime: undefined, dueAt: BEFORE }],
      orders,
    );
    expect(units).toEqual({ u: { orders: 4, late: 2 } });
    expect(tiers.grid).toEqual({ orders: 4, confirmed: 2, raised: 0, late: 2 });
  });

  it('count a whistle once, and as completed when all its orders are confirmed', () => {
    const of = (whistleId: string, state: string) => ({
      tier: 'district',
      unit: 'd',
      origin: 'whistle',
      whistleId,
      state,
    });
    const { whistles, completed } = figuresOf(
      [],
      [
        of('w-1', 'confirmed'),
        of('w-1', 'confirmed'),
        of('w-2', 'confirmed'),
        of('w-2', 'issued'),
        of('w-3', 'resolved'),
      ],
    );
    expect([whistles, completed]).toEqual([3, 1]);
  });

  it('tell tiers from the lowest up, and only those that hold orders', () => {
    const { tiers } = figuresOf([], [{ tier: 'district' }, { tier: 'township', state: 'raised' }, {}]);
    expect(Object.keys(tiers)).toEqual(['grid', 'township', 'district']);
  });
});
