import { BRANCH, DESK, DUTY, GRID, ROOM, smallDistrict, WATER } from '@gridwhistle/testing/small-district';
import { Profile } from '@gridwhistle/registry';
import type { LimitUnit } from '@gridwhistle/kernel';
import { found, refusal, refusedFields, Scene } from '../../test/scene.js';
import { requestAssist } from './assisting.js';
import { delegate } from './delegating.js';
import { approveExtension, refuseExtension, requestExtension } from './extending.js';
import type { Extension } from './extension.js';
import type { Order } from './order.js';
import { giveBack, reassign, uphold } from './redispatch.js';
import { only } from './step.js';
import { whistle } from './whistling.js';

const ask = (scene: Scene, amount = 1, unit: LimitUnit = 'work-day', order: Order = scene.lead): Scene =>
  scene.then(requestExtension(scene.matter, order, { amount, unit }, scene.context()));
const pending = ({ matter }: Scene): Extension => found(matter.extensions.at(-1));
const approve = (scene: Scene): Scene => scene.then(approveExtension(scene.matter, pending(scene), scene.context()));
const refuse = (scene: Scene): Scene => scene.then(refuseExtension(scene.matter, pending(scene), scene.context()));

describe('an extension', () => {
  it('gives the order more time, and with the working lead its ticket [rule 9i]', () => {
    const scene = approve(ask(new Scene().accept()));
    expect(scene.names().slice(-3)).toEqual(['ticket.extended', 'order.extended', 'extension.approved']);
    // Sixteen office hours end on Tuesday at five; one more office day on Wednesday.
    expect(scene.last('order.extended')).toMatchObject({ dueAt: '2026-03-04T09:00:00.000Z', provisional: false });
    expect(scene.last('ticket.extended').dueAt).toBe('2026-03-04T09:00:00.000Z');
    expect(scene.wait(50).resolve().last('order.resolved').onTime).toBe(true);
  });

  it('is asked for before the limit has passed only [rule 4a]', () => {
    expect(refusal(() => ask(new Scene().accept().wait(32)))).toBe('not refused');
    expect(refusal(() => ask(new Scene().accept().wait(32.1)))).toBe('extension.too-late');
  });

  it('counts from when it was asked for: a verifier who takes long makes nobody late', () => {
    const scene = approve(ask(new Scene().accept().wait(31)).wait(10));
    expect(scene.wait(4).resolve().last('order.resolved').onTime).toBe(true);
  });

  it('that is approved late voids what has fired since it was asked for, which fires when its time comes [rule 4f]', () => {
    const scene = ask(new Scene().accept().wait(25)).wait(10);
    const { handlingClock } = scene.lead;
    scene.then(only({ ...scene.lead, handlingClock: { ...handlingClock, fired: ['due'] } }));
    const { askedAt } = pending(scene);
    approve(scene);
    expect(scene.names().filter((name) => name === 'order.rung-voided')).toHaveLength(1);
    expect(scene.last('order.rung-voided')).toMatchObject({ rung: 'due', since: askedAt.toISOString() });
    expect(scene.lead.handlingClock.fired).toEqual([]);
  });

  it('takes back no rung that had fired before it was asked for, which fires no second time [rule 4g]', () => {
    const scene = new Scene().accept().wait(29);
    const { handlingClock } = scene.lead;
    scene.then(only({ ...scene.lead, handlingClock: { ...handlingClock, fired: ['amber'] } }));
    approve(ask(approve(ask(scene))));
    const asked = { whistleId: scene.newId(), orderId: scene.lead.id, township: ROOM, askedBy: GRID, lead: WATER };
    scene.then(whistle(scene.matter, { ...asked, assists: [], at: scene.now }, scene.context()));
    expect(scene.names()).not.toContain('order.rung-voided');
    expect(scene.of(GRID).handlingClock).toMatchObject({ state: 'stopped', fired: ['amber'] });
  });

  it.each([
    [2, 'work-day', 'not refused'],
    [16, 'work-hour', 'not refused'],
    [2.1, 'work-day', 'extension.too-long'],
    [17, 'work-hour', 'extension.too-long'],
  ] as const)('of %s %s is at most the original limit [rule 4b]: %s', (amount, unit, code) => {
    const act = () => ask(new Scene().accept(), amount, unit);
    expect(refusal(act)).toBe(code);
    expect(refusedFields(act)).toEqual(code === 'not refused' ? [] : ['amount']);
  });

  it('is approved twice at most [rule 4c]', () => {
    const scene = approve(ask(approve(ask(new Scene().accept()))));
    expect(refusal(() => ask(scene))).toBe('extension.used-up');
  });

  it('that is refused uses none up [rule 4d]', () => {
    const scene = refuse(ask(refuse(ask(new Scene().accept()))));
    expect(scene.lead.handlingClock.budgetMs).toBe(16 * 3_600_000);
    approve(ask(approve(ask(scene))));
    expect(refusal(() => ask(scene))).toBe('extension.used-up');
  });

  it('takes two approvals where the profile asks for it, unless the centre verifies itself [rule 4e]', () => {
    const profile = new Profile({ ...smallDistrict(), extensions: { most: 2, twoSteps: true } });
    const scene = approve(ask(new Scene({}, 0, profile).accept()));
    expect(pending(scene).state).toBe('endorsed');
    expect(scene.names().at(-1)).toBe('extension.endorsed');
    expect(pending(approve(scene)).state).toBe('approved');
    const department = new Scene({}, 0, profile);
    department.then(reassign(department.matter, department.lead, { unit: WATER }, department.context()));
    expect(pending(approve(ask(department))).state).toBe('approved');
  });

  it('is one at a time', () => {
    expect(refusal(() => ask(ask(new Scene().accept())))).toBe('extension.pending');
  });

  it('is void when its order is revoked or handed on [rule 2b]', () => {
    const revoked = ask(new Scene().accept());
    revoked.then(reassign(revoked.matter, revoked.lead, { unit: WATER }, revoked.context()));
    expect(pending(revoked).state).toBe('void');
    expect(revoked.names().at(-1)).toBe('extension.voided');
    expect(refusal(() => approve(revoked))).toBe('lifecycle.wrong-transition');
    const returned = ask(new Scene());
    returned.then(giveBack(returned.matter, returned.lead, 0, returned.context()));
    expect(pending(returned).state).toBe('requested');
    expect(refusal(() => approve(returned))).toBe('conflict');
    const order = found(returned.matter.orders[0]);
    returned.then(uphold(returned.matter, order, { unit: WATER }, returned.context()));
    expect(pending(returned).state).toBe('void');
    expect(pending(ask(new Scene().accept()).raise()).state).toBe('void');
    expect(pending(ask(new Scene().accept()).resolve()).state).toBe('void');
  });

  it('of a delegated order leads not beyond who delegated it, and leaves that and the ticket as they are [rule 9l]', () => {
    const scene = new Scene().toTownship();
    scene.then(delegate(scene.matter, scene.lead, { unit: BRANCH }, scene.context()));
    expect(refusal(() => ask(scene, 1, 'work-day', scene.of(BRANCH)))).toBe('extension.too-long');
    approve(ask(scene, 1, 'work-day', scene.of(ROOM)));
    const [parent, { clock }] = [scene.of(ROOM), scene.matter.ticket];
    approve(ask(scene, 1, 'work-day', scene.of(BRANCH)));
    expect(scene.last('order.extended')).toMatchObject({ unit: BRANCH, dueAt: '2026-03-04T09:00:00.000Z' });
    expect([scene.of(ROOM), scene.matter.ticket.clock]).toEqual([parent, clock]);
    expect(refusal(() => ask(scene, 1, 'work-day', scene.of(BRANCH)))).toBe('extension.too-long');
  });

  it('of an order that was delegated since is one of the ticket, and not of the child', () => {
    const scene = ask(new Scene().toTownship());
    scene.then(delegate(scene.matter, scene.lead, { unit: BRANCH }, scene.context()));
    approve(scene);
    expect(scene.last('order.extended')).toMatchObject({ unit: ROOM, dueAt: '2026-03-04T09:00:00.000Z' });
    expect(scene.last('ticket.extended').dueAt).toBe('2026-03-04T09:00:00.000Z');
    expect(scene.of(BRANCH).handlingClock.budgetMs).toBe(16 * 3_600_000);
  });

  it('of an assist leads not beyond a lead that waits for its whistle', () => {
    const scene = new Scene().toTownship();
    scene.then(requestAssist(scene.matter, scene.lead, { unit: DESK }, scene.context()));
    const asked = { whistleId: scene.newId(), orderId: scene.lead.id, township: ROOM, lead: WATER, assists: [] };
    scene.then(whistle(scene.matter, { ...asked, at: scene.now }, scene.context()));
    expect(refusal(() => ask(scene, 1, 'work-day', scene.of(DESK)))).toBe('extension.too-long');
  });

  it('of an assist leads not beyond its lead, and leaves the ticket as it is', () => {
    const scene = new Scene().toTownship();
    scene.then(requestAssist(scene.matter, scene.lead, { unit: DESK, duty: DUTY }, scene.context()));
    expect(refusal(() => ask(scene, 1, 'work-day', scene.of(DESK)))).toBe('extension.too-long');
    approve(ask(scene));
    approve(ask(scene, 1, 'work-day', scene.of(DESK)));
    expect(scene.facts.filter(({ name }) => name === 'ticket.extended')).toHaveLength(1);
  });

  it('is not asked for while the clock stands', () => {
    const scene = new Scene().accept().resolve();
    expect(refusal(() => ask(scene, 1, 'work-day', scene.of(scene.matter.orders[0]?.unit ?? ROOM)))).toBe('conflict');
  });
});
