import { consequencesOf } from './reaction.js';

const of = (...acts: ('remind' | 'supervise')[]) =>
  consequencesOf(
    'water',
    'centre',
    acts.map((act) => ({ on: 'order.overdue', act })),
  );

describe('a rung leads to what the profile says', () => {
  it('reminds the unit it blames', () => {
    expect(of('remind')).toEqual([{ kind: 'reminder', unit: 'water' }]);
  });

  it('has the unit supervised by whoever verifies its work [clock 7]', () => {
    expect(of('supervise')).toEqual([{ kind: 'supervision', unit: 'water', supervisor: 'centre' }]);
  });

  it('does several things in the order of the profile, and nothing when it names none', () => {
    expect(of('remind', 'supervise').map((c) => c.kind)).toEqual(['reminder', 'supervision']);
    expect(of()).toEqual([]);
  });
});
