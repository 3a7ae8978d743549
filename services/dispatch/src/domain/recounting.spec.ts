import { dueAt } from '@gridwhistle/clocks';
import { Profile } from '@gridwhistle/registry';
import { BRANCH, GRID, smallDistrict } from '@gridwhistle/testing/small-district';
import { found, Scene } from '../../test/scene.js';
import type { Matter } from './matter.js';
import type { Outdated } from './recounted.js';
import { recount } from './recounting.js';

const HOUR = 3_600_000;
const off = { name: '元旦', from: '2027-01-01', to: '2027-01-05', makeUpDays: ['2027-01-09'] };
/** Matters of months, so that one of a Monday in March is due at the beginning of the next year. */
const document = {
  ...smallDistrict(),
  standards: [],
  fallbackLimits: { normal: '212 work-day', emergency: '4 emergency-hour' },
};
const before = new Profile(document);
const announced = new Profile({
  ...document,
  holidayNotices: [{ year: 2027, published: '2026-11-04', breaks: [off] }],
});

/** What the store knows to be counted with the calendar before. */
function outdatedOf({ ticket, orders }: Matter): Outdated[] {
  const ofOrders = orders.flatMap(({ id, handlingClock, acceptClock, verificationClock }) =>
    [handlingClock, acceptClock, verificationClock].map((clock) => ({ aggregateId: id, clock })),
  );
  const ofTicket = [ticket.clock, ticket.callBackClock].map((clock) => ({ aggregateId: ticket.id, clock }));
  return [...ofTicket, ...ofOrders].flatMap(({ aggregateId, clock }) => {
    const due = clock && dueAt(clock, before.calendar);
    return clock && due ? [{ aggregateId, kind: clock.kind, dueAt: due.at, provisional: due.provisional }] : [];
  });
}

const scene = (profile = before): Scene => new Scene({}, 0, profile);
/** The notice comes, and the matter is counted anew. */
const announce = (of: Scene, rules = announced): Scene =>
  of.then(recount(of.matter, outdatedOf(of.matter), { ...of.context(), rules }));
const dueOf = ({ lead }: Scene, { calendar }: Profile) => found(dueAt(lead.handlingClock, calendar) ?? undefined);
const hoursUntil = (of: Scene, moment: string): number => (Date.parse(moment) - of.now.getTime()) / HOUR;

describe('a matter whose year is announced', () => {
  it('is due as if the notice had been there, and ticket and order say so', () => {
    const recounted = announce(scene());
    const known = scene(announced);
    const due = dueOf(known, announced);
    expect(due.provisional).toBe(false);
    expect(due.at).not.toEqual(dueOf(known, before).at);
    const told = { dueAt: due.at.toISOString(), provisional: false };
    expect(recounted.last('ticket.due-changed')).toMatchObject(told);
    expect(recounted.last('order.due-changed')).toMatchObject({ ...told, unit: GRID });
    expect(recounted.matter.orders).toEqual(known.matter.orders);
    expect(recounted.matter.ticket).toEqual(known.matter.ticket);
  });

  it('says nothing where the profile in force still does not know the year', () => {
    const same = announce(scene(), new Profile(document));
    expect(same.names()).toEqual(scene().names());
  });

  it('moves the accept clock of an order that came in the last hour of the year', () => {
    const old = scene().accept();
    const late = old.wait(hoursUntil(old, '2026-12-31T08:00:00Z')).raise();
    announce(late);
    const event = late.last('order.due-changed');
    expect(event).toMatchObject({ unit: BRANCH, acceptDueAt: '2027-01-06T02:00:00.000Z' });
  });

  it('was not late where what stopped it after its weekdays were holidays', () => {
    const old = scene().accept();
    const due = dueOf(old, before).at;
    const late = old.wait(hoursUntil(old, due.toISOString()) + 1).resolve();
    expect(late.last('order.resolved').onTime).toBe(false);
    const order = found(announce(late).matter.orders[0]);
    expect(order.handlingClock).toMatchObject({ state: 'stopped', fellDueAt: null });
    expect(late.names()).not.toContain('order.due-changed');
  });

  it('is to be dispatched by as many days later as the notice has holidays, and nobody was told', () => {
    const clocks = [...document.clocks, { kind: 'dispatch' as const, limit: '212 work-day' }];
    const [old, known] = [document, announced.document].map(
      (each) => new Scene({ category: undefined }, 0, new Profile({ ...each, clocks })),
    ) as [Scene, Scene];
    const clock = found(old.matter.ticket.dispatchClock ?? undefined);
    const told = {
      aggregateId: old.matter.ticket.id,
      kind: 'dispatch',
      dueAt: dueAt(clock, before.calendar)?.at ?? null,
      provisional: true,
    };
    const names = old.names();
    const change = recount(old.matter, [told], { ...old.context(), rules: known.profile });
    expect(change.ticket?.next.dispatchClock).not.toBe(clock);
    old.then(change);
    expect(dueAt(found(old.matter.ticket.dispatchClock ?? undefined), announced.calendar)?.provisional).toBe(false);
    expect(old.matter.ticket).toEqual(known.matter.ticket);
    expect(old.names()).toEqual(names);
  });

  it('voids what fired too early by weekdays, which fires when its time comes [clock 10]', () => {
    const old = scene().accept();
    const order = found(old.matter.orders[0]);
    old.then({
      orders: [{ next: { ...order, handlingClock: { ...order.handlingClock, fired: ['amber'] } }, events: [] }],
    });
    expect(announce(old).lead.handlingClock.fired).toEqual([]);
    expect(old.names().slice(-2)).toEqual(['order.due-changed', 'order.rung-voided']);
    const since = order.handlingClock.startedAt.toISOString();
    expect(old.last('order.rung-voided')).toMatchObject({ rung: 'amber', clock: 'handling', unit: GRID, since });
  });

  it('says so of the time to accept, and of a clock that stands [clock 10]', () => {
    const old = scene().accept();
    const late = old.wait(hoursUntil(old, '2026-12-31T08:00:00Z')).raise();
    const { lead } = late;
    late.then({ orders: [{ next: { ...lead, acceptClock: { ...lead.acceptClock, fired: ['amber'] } }, events: [] }] });
    announce(late);
    expect(late.last('order.rung-voided')).toMatchObject({ rung: 'amber', clock: 'accept', unit: BRANCH });
    const given = scene().accept();
    const stood = given.wait(hoursUntil(given, dueOf(given, before).at.toISOString()) + 1).resolve();
    const resolved = found(stood.matter.orders[0]);
    const fired = ['amber', 'due'];
    stood.then({
      orders: [{ next: { ...resolved, handlingClock: { ...resolved.handlingClock, fired } }, events: [] }],
    });
    announce(stood);
    expect(stood.names().at(-1)).toBe('order.rung-voided');
    expect(stood.last('order.rung-voided')).toMatchObject({ rung: 'due', clock: 'handling' });
    expect(found(stood.matter.orders[0]).handlingClock.fired).toEqual(['amber']);
  });
});

describe('a matter whose office hours change', () => {
  const usual = new Profile(smallDistrict());
  const short = {
    ...usual.document,
    calendar: { ...usual.document.calendar, officeHours: [{ from: '15:00', to: '17:00' }] },
  };
  const apply = (of: Scene, document = short): Scene =>
    of.then(recount(of.matter, outdatedOf(of.matter), { ...of.context(), rules: new Profile(document) }));

  it('is due by the hours in force, with the limit that it began with [clock 17]', () => {
    const old = new Scene().accept();
    const { budgetMs } = old.lead.handlingClock;
    const due = dueOf(apply(old), new Profile(short)).at;
    expect(due > dueOf(old, usual).at).toBe(true);
    expect(old.lead.handlingClock.budgetMs).toBe(budgetMs);
    const told = { dueAt: due.toISOString(), provisional: false };
    expect(old.last('ticket.due-changed')).toMatchObject(told);
    expect(old.last('order.due-changed')).toMatchObject(told);
  });

  it('moves the times to verify and to call back, and what fired too early of them is void', () => {
    const old = new Scene().accept().wait(1).resolve();
    const order = found(old.matter.orders[0]);
    const verificationClock = { ...found(order.verificationClock ?? undefined), fired: ['amber'] };
    old.then({ orders: [{ next: { ...order, verificationClock }, events: [] }] });
    apply(old);
    expect(found(old.matter.orders[0]).verificationClock?.fired).toEqual([]);
    expect(old.last('order.rung-voided')).toMatchObject({ rung: 'amber', clock: 'verification' });
    const { matter } = new Scene().solved();
    const ofCallBack = outdatedOf(matter).filter(({ kind }) => kind === 'call-back');
    const change = recount(matter, ofCallBack, { ...new Scene().context(), rules: new Profile(short) });
    expect(change.ticket?.next.callBackClock).toMatchObject({ state: 'running' });
  });

  it('stays in time where its result was forwarded in time, also by longer hours', () => {
    const old = new Scene().accept();
    const hours = hoursUntil(old, dueOf(old, usual).at.toISOString());
    const resolved = old.wait(hours - 1).resolve();
    const officeHours = [{ from: '00:00', to: '24:00' }];
    apply(resolved, { ...short, calendar: { ...short.calendar, officeHours } });
    expect(found(resolved.matter.orders[0]).handlingClock).toMatchObject({ state: 'stopped', fellDueAt: null });
  });
});
