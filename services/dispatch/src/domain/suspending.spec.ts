import { BRANCH, CENTRE, ROOM, URBAN, WATER } from '@gridwhistle/testing/small-district';
import { found, refusal, refusedFields, Scene } from '../../test/scene.js';
import { withdraw } from './ending.js';
import { delegate } from './delegating.js';
import { actsOfTicket } from './ticket.js';
import { reassign } from './redispatch.js';
import { approveSuspension, endSuspension, refuseSuspension, requestSuspension, rulerOf } from './suspending.js';
import type { Suspension } from './suspension.js';
import { endWhistle, whistle } from './whistling.js';

const HOUR = 3_600_000;
const inHours = (scene: Scene, hours: number): Date => new Date(scene.now.getTime() + hours * HOUR);
const ask = (scene: Scene, hours = 240): Scene =>
  scene.then(requestSuspension(scene.matter, scene.lead, inHours(scene, hours), scene.context()));
const last = ({ matter }: Scene): Suspension => found(matter.suspensions.at(-1));
const approve = (scene: Scene): Scene => scene.then(approveSuspension(scene.matter, last(scene), scene.context()));
const suspended = (scene = new Scene().accept()): Scene => approve(ask(scene.wait(4)));
const goOn = (scene: Scene): Scene => scene.then(endSuspension(scene.matter, scene.context()));

describe('a suspension', () => {
  it('stops the clocks of the ticket and of its orders [rule 5b] [rule 9j]', () => {
    const scene = suspended();
    expect(scene.matter.ticket).toMatchObject({ state: 'suspended', clock: { state: 'stopped', usedMs: 4 * HOUR } });
    expect(scene.matter.orders[0]?.handlingClock).toMatchObject({ state: 'stopped', usedMs: 4 * HOUR });
    expect(scene.names().slice(-3)).toEqual(['order.suspended', 'suspension.approved', 'ticket.suspended']);
  });

  it('ends on its review date, and everything goes on with the time it had left [rule 5d]', () => {
    const scene = goOn(suspended().wait(240));
    expect(scene.matter.ticket.state).toBe('assigned');
    expect(last(scene).state).toBe('ended');
    // Four of sixteen office hours were used on Monday morning; ten days later, on a Thursday at one, twelve are left.
    expect(scene.last('ticket.continued').dueAt).toBe('2026-03-13T09:00:00.000Z');
    expect(scene.last('order.continued').dueAt).toBe('2026-03-13T09:00:00.000Z');
    expect(scene.resolve().last('order.resolved').onTime).toBe(true);
  });

  it('bars handling until then [rule 5c] [ticket 2]', () => {
    const scene = suspended();
    const order = found(scene.matter.orders[0]);
    expect(refusal(() => scene.resolve(order))).toBe('ticket.suspended');
    expect(refusal(() => scene.raise(order))).toBe('ticket.suspended');
    expect(refusal(() => reassign(scene.matter, order, { unit: WATER }, scene.context()))).toBe('ticket.suspended');
    expect(actsOfTicket(scene.matter)).toEqual([]);
  });

  it.each([
    [365 * 24, 'not refused'],
    [365 * 24 + 1, 'suspension.too-long'],
    [0, 'input.invalid'],
    [-1, 'input.invalid'],
  ])('has its review date within a year [rule 5a]: %s hours', (hours, code) => {
    const act = () => ask(new Scene().accept(), hours);
    expect(refusal(act)).toBe(code);
    expect(refusedFields(act)).toEqual(code === 'not refused' ? [] : ['until']);
  });

  it('may wait for the same day of next year, also over a leap day [rule 5a]', () => {
    const early2027 = () => new Scene().wait(365 * 24).accept();
    expect(refusal(() => ask(early2027(), 366 * 24))).toBe('not refused');
    expect(refusal(() => ask(early2027(), 366 * 24 + 1))).toBe('suspension.too-long');
  });

  it('is not approved once its review date has passed; refused, it is asked for anew [rule 5e]', () => {
    const scene = ask(new Scene().accept(), 24).wait(24);
    expect(refusal(() => approve(scene))).toBe('suspension.too-late');
    scene.then(refuseSuspension(scene.matter, last(scene), scene.context()));
    expect(approve(ask(scene, 24)).matter.ticket.state).toBe('suspended');
  });

  it('is one at a time, and refused leaves the matter as it is', () => {
    const scene = ask(new Scene().accept());
    expect(refusal(() => ask(scene))).toBe('suspension.pending');
    scene.then(refuseSuspension(scene.matter, last(scene), scene.context()));
    expect(scene.lead.handlingClock.state).toBe('running');
    expect(refusal(() => ask(scene))).toBe('not refused');
  });

  it('is void when its order is revoked or handed on [rule 2c]', () => {
    const scene = ask(new Scene().accept()).raise();
    expect(last(scene).state).toBe('void');
    expect(scene.names().at(-1)).toBe('suspension.voided');
    expect(last(ask(new Scene().accept()).resolve()).state).toBe('void');
  });

  it("is ruled by the ticket's dispatching unit, for a department by the centre [rule 9k]", () => {
    const rules = new Scene().profile;
    const ofGrid = ask(new Scene().accept());
    expect(rulerOf(ofGrid.matter, last(ofGrid), rules)).toBe(BRANCH);
    const ofBranch = ask(new Scene().raise().accept());
    expect(rulerOf(ofBranch.matter, last(ofBranch), rules)).toBe(ROOM);
    const ofWater = new Scene();
    ofWater.then(reassign(ofWater.matter, ofWater.lead, { unit: WATER }, ofWater.context()));
    expect(rulerOf(ask(ofWater).matter, last(ofWater), rules)).toBe(CENTRE);
  });

  it('lets the reporter withdraw', () => {
    const scene = suspended();
    scene.then(withdraw(scene.matter, scene.matter.ticket.id, scene.context()));
    expect(scene.matter.ticket).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
    expect(last(scene).state).toBe('ended');
    expect(goOn(scene).matter.ticket.state).toBe('closed');
  });

  it('stops what is delegated and its parent, and lets both go on', () => {
    const scene = new Scene().toTownship();
    scene.then(delegate(scene.matter, scene.lead, { unit: BRANCH }, scene.context()));
    const running = (): string[] =>
      scene.matter.orders.filter(({ handlingClock }) => handlingClock.state === 'running').map(({ unit }) => unit);
    suspended(scene);
    expect(running()).toEqual([]);
    goOn(scene.wait(240));
    expect(running()).toEqual([ROOM, BRANCH]);
  });

  it('leaves the order that waits for a whistle waiting; a whistle that ends meanwhile starts no clock', () => {
    const scene = new Scene().toTownship();
    const orderId = scene.lead.id;
    const asked = { whistleId: scene.newId(), orderId, township: ROOM, lead: WATER, assists: [URBAN], at: scene.now };
    scene.then(whistle(scene.matter, asked, scene.context()));
    suspended(scene);
    scene.then(endWhistle(scene.matter, asked.whistleId, scene.now, scene.context()));
    expect(scene.of(ROOM)).toMatchObject({ waitsFor: null, handlingClock: { state: 'stopped' } });
    expect(goOn(scene.wait(240)).lead).toMatchObject({ unit: ROOM, handlingClock: { state: 'running' } });
  });
});
