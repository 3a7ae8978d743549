import { consequencesOf, type Reaction } from './reaction.js';

const reactions: Reaction[] = [
  { on: 'whistle.report-in-amber', do: 'remind' },
  { on: 'whistle.report-in-due', do: 'supervise' },
  { on: 'order.overdue', do: 'remind' },
  { on: 'order.overdue', do: 'supervise-tier-up' },
];
const supervisors = { supervisorOf: (unit: string) => `${unit}-s`, supervisorAbove: (unit: string) => `${unit}-ss` };
const of = (rung: string) => consequencesOf(rung, 'water', reactions, supervisors);

describe('a rung leads to what the profile says', () => {
  it('reminds', () => {
    expect(of('whistle.report-in-amber')).toEqual([{ kind: 'reminder', unit: 'water' }]);
  });

  it('supervises by the unit that verifies the work', () => {
    expect(of('whistle.report-in-due')).toEqual([
      { kind: 'supervision', unit: 'water', supervisor: 'water-s', level: 'same-tier' },
    ]);
  });

  it('does several things in the order of the profile', () => {
    expect(of('order.overdue').map((c) => c.kind)).toEqual(['reminder', 'supervision']);
    expect(of('order.overdue')[1]).toMatchObject({ supervisor: 'water-ss', level: 'tier-up' });
  });

  it('leads to nothing when the profile names nothing', () => {
    expect(of('order.amber')).toEqual([]);
  });
});
