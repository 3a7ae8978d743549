import { consequencesOf, type ReactionAct } from './reaction.js';

const grid = { unit: 'grid', supervisor: 'village', above: 'township', isBelowTheTop: true, centre: 'centre' };
const water = { unit: 'water', supervisor: 'room', above: 'centre', isBelowTheTop: false, centre: 'centre' };

const of = (standing: typeof grid, ...acts: ReactionAct[]) =>
  consequencesOf(
    standing,
    acts.map((act) => ({ on: 'order.overdue', act })),
  );

describe('a rung leads to what the profile says', () => {
  it('reminds the unit it blames', () => {
    expect(of(water, 'remind')).toEqual([{ kind: 'reminder', unit: 'water' }]);
  });

  it('has the unit supervised by whoever verifies its work, or one tier up [clock 7]', () => {
    expect(of(grid, 'supervise')).toEqual([{ kind: 'supervision', unit: 'grid', supervisor: 'village' }]);
    expect(of(grid, 'supervise-up')).toEqual([{ kind: 'supervision', unit: 'grid', supervisor: 'township' }]);
  });

  it('has the order raised, and at the top supervised by the centre instead [clock 7]', () => {
    expect(of(grid, 'raise')).toEqual([{ kind: 'raise', unit: 'grid' }]);
    expect(of(water, 'raise')).toEqual([{ kind: 'supervision', unit: 'water', supervisor: 'centre' }]);
  });

  it('does several things in the order of the profile, and nothing when it names none', () => {
    expect(of(grid, 'remind', 'supervise').map((c) => c.kind)).toEqual(['reminder', 'supervision']);
    expect(of(grid)).toEqual([]);
  });
});
