import { dueAt, officeCalendar, rungPolicy, startClock, type Clock } from '@gridwhistle/clocks';
import { Profile } from '@gridwhistle/registry';
import { GRID, smallDistrict } from '@gridwhistle/testing/small-district';
import { Scene } from '../../test/scene.js';
import { recountReceipt } from './receipt-recounting.js';
import type { Receipt } from './receipt.js';

const limit = { amount: 4, unit: 'work-hour' } as const;
const [usual, short] = ['09:00', '15:00'].map((from) => officeCalendar([{ from, to: '17:00' }])) as [
  Profile['calendar'],
  Profile['calendar'],
];
const document = smallDistrict();
const rules = new Profile({ ...document, calendar: { ...document.calendar, officeHours: [...short.officeHours] } });
const at = new Date('2026-03-02T01:00:00Z');
const signClock: Clock = { ...startClock({ kind: 'sign', limit, at }, usual), fired: ['amber', 'due'] };
const receipt: Receipt = {
  ...{ id: 'receipt', directiveId: 'directive', unit: GRID, person: null, tier: 'grid', area: GRID.slice(0, 12) },
  ...{ issuer: '522730-centre', state: 'issued', reminders: 0, issuedAt: at, reportLimit: limit },
  signClock,
  reportClock: null,
};
const context = { ...new Scene().context(), rules, now: new Date('2026-03-02T08:30:00Z') };

describe('what a directive asks, when office hours change', () => {
  const { at: before } = dueAt(signClock, usual)!;
  const told = { aggregateId: receipt.id, kind: 'sign', dueAt: before, provisional: false };

  it('is due by the hours in force, and what fired too early is void and may fire again [clock 17]', () => {
    const { next, events } = recountReceipt(receipt, [told], rungPolicy({ amber: 0.5 }), context);
    expect(dueAt(next.signClock, short)?.at).toEqual(new Date('2026-03-03T09:00:00Z'));
    expect(next.signClock.fired).toEqual([]);
    expect(events.map(({ name, data }) => [name, data])).toMatchObject([
      ['receipt.due-changed', { clock: 'sign', dueAt: '2026-03-03T09:00:00.000Z' }],
      ['receipt.rung-voided', { clock: 'sign', rung: 'amber', since: at.toISOString() }],
      ['receipt.rung-voided', { clock: 'sign', rung: 'due' }],
    ]);
  });

  it('is left alone where nothing of it was counted with another calendar', () => {
    expect(recountReceipt(receipt, [], rungPolicy(), context)).toEqual({ next: receipt, events: [] });
  });
});
