import { make, OrderOverdue } from '@gridwhistle/contracts';
import { Profile } from '@gridwhistle/registry';
import { BRANCH, CENTRE, GRID, ROOM, smallDistrict } from '@gridwhistle/testing/small-district';
import { v7 } from 'uuid';
import { blameOf, wanted } from './follow-up.blame.js';

const acts = ['remind', 'supervise', 'supervise-up', 'raise'] as const;
const escalations = acts.map((act) => ({ on: 'order.overdue', act }));
const profile = new Profile({ ...smallDistrict(), escalations });
const rung = { orderId: v7(), ticketId: v7(), unit: GRID, dueAt: '2026-03-04T09:00:00Z', severity: 'normal' } as const;
const ledTo = (more: Pick<OrderOverdue, 'clock' | 'verifier'>) =>
  wanted(blameOf(make(OrderOverdue, { ...rung, ...more })), profile);

describe('a rung of an order', () => {
  it('blames its holder', () => {
    expect(ledTo({ clock: 'handling' })).toEqual([
      { kind: 'reminder', unit: GRID },
      { kind: 'supervision', unit: GRID, supervisor: BRANCH },
      { kind: 'supervision', unit: GRID, supervisor: ROOM },
      { kind: 'raise', unit: GRID },
    ]);
  });

  it('blames the verifier of a result, who holds nothing to raise [clock 12]', () => {
    expect(ledTo({ clock: 'verification', verifier: BRANCH })).toEqual([
      { kind: 'reminder', unit: BRANCH },
      { kind: 'supervision', unit: BRANCH, supervisor: ROOM },
      { kind: 'supervision', unit: BRANCH, supervisor: CENTRE },
      { kind: 'supervision', unit: BRANCH, supervisor: CENTRE },
    ]);
  });
});
