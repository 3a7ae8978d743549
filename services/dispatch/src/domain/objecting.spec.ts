import { CENTRE, GRID, HOUSING, ROOM, URBAN, WATER } from '@gridwhistle/testing/small-district';
import { refusal, Scene } from '../../test/scene.js';
import { object, overruleObjection, upholdObjection } from './objecting.js';
import { isOpen } from './order.js';
import { actsOf } from './order-lifecycle.js';
import { approveSuspension, endSuspension, requestSuspension } from './suspending.js';
import { endWhistle, whistle } from './whistling.js';

const WHISTLE = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2d';

describe("an objection to a whistle's order", () => {
  const blown = (): Scene => {
    const scene = new Scene().toTownship();
    const names = { whistleId: WHISTLE, orderId: scene.of(ROOM).id, township: ROOM, lead: WATER, assists: [URBAN] };
    return scene.then(whistle(scene.matter, { ...names, at: scene.now }, scene.context()));
  };
  const objects = (scene: Scene, unit: string): Scene =>
    scene.then(object(scene.matter, scene.of(unit), scene.context()));
  const upholds = (scene: Scene, unit: string, instead?: string): Scene =>
    scene.then(upholdObjection(scene.matter, scene.of(unit), instead, scene.context()));
  const overrules = (scene: Scene, unit: string): Scene =>
    scene.then(overruleObjection(scene.matter, scene.of(unit), scene.context()));

  it('stops its clocks until the centre rules; overruled, the department goes on with what it had left [whistle 12]', () => {
    const scene = blown().wait(1);
    objects(scene, WATER);
    expect(scene.last('order.objected')).toMatchObject({ unit: WATER, whistleId: WHISTLE });
    expect([scene.of(WATER).acceptClock.state, scene.of(WATER).handlingClock.state]).toEqual(['stopped', 'stopped']);
    expect(scene.of(URBAN).handlingClock.state).toBe('running');
    expect(refusal(() => scene.accept(scene.of(WATER)))).toBe('order.objection-open');
    overrules(scene.wait(5), WATER).accept(scene.of(WATER));
    expect(scene.of(WATER).acceptClock).toMatchObject({ met: true, usedMs: 3_600_000 });
    expect(scene.of(WATER).handlingClock.state).toBe('running');
  });

  it('is raised once [whistle 12]', () => {
    const scene = overrules(objects(blown(), WATER), WATER);
    expect(refusal(() => objects(scene, WATER))).toBe('order.objection-closed');
  });

  it('is raised inside the return window, before the order is accepted [whistle 12]', () => {
    expect(refusal(() => objects(blown().wait(24 * 14), WATER))).toBe('order.return-window-closed');
    const taken = blown();
    taken.accept(taken.of(WATER));
    expect(refusal(() => objects(taken, WATER))).toBe('lifecycle.wrong-transition');
  });

  it('is for orders of a whistle only; others are returned', () => {
    expect(refusal(() => objects(new Scene(), GRID))).toBe('order.not-of-a-whistle');
  });

  it('is ruled only where there is one', () => {
    const scene = blown();
    expect(refusal(() => overrules(scene, WATER))).toBe('conflict');
    expect(refusal(() => upholds(scene, WATER, HOUSING))).toBe('conflict');
  });

  it('of the lead, upheld, names another lead of the same whistle [whistle 13]', () => {
    const scene = upholds(objects(blown(), WATER), WATER, HOUSING);
    expect(scene.last('order.cancelled')).toMatchObject({
      unit: WATER,
      reason: 'objection-upheld',
      nextUnit: HOUSING,
    });
    const parentId = scene.of(ROOM).id;
    expect(scene.of(HOUSING)).toMatchObject({ role: 'lead', origin: 'whistle', verifier: ROOM, parentId });
    expect(scene.of(HOUSING).whistleId).toBe(WHISTLE);
  });

  it('of the lead, upheld without another, ends the whistle: the township goes on itself [whistle 13]', () => {
    const scene = upholds(objects(blown(), WATER), WATER);
    expect(scene.last('order.cancelled')).not.toHaveProperty('nextUnit');
    scene.then(endWhistle(scene.matter, WHISTLE, scene.now, scene.context()));
    expect(scene.lead.unit).toBe(ROOM);
    expect(scene.matter.orders.filter(isOpen).map(({ unit }) => unit)).toEqual([ROOM]);
  });

  it('of an assist, upheld, lets it off: the lead resolves without it', () => {
    const scene = upholds(objects(blown(), URBAN), URBAN);
    scene.accept(scene.of(WATER)).resolve(scene.of(WATER));
    expect(scene.of(WATER).state).toBe('resolved');
  });

  it.each([
    ['unit.unknown', 'nobody'],
    ['unit.unknown', GRID],
    ['input.invalid', CENTRE],
    ['whistle.unit-twice', URBAN],
    ['whistle.unit-twice', WATER],
  ])('summons nobody instead who cannot be: %s %s', (code, unit) => {
    const scene = objects(blown(), WATER);
    expect(refusal(() => upholds(scene, WATER, unit))).toBe(code);
  });

  it('stands still through a suspension, and after it', () => {
    const scene = objects(blown(), WATER);
    const until = new Date(scene.now.getTime() + 86_400_000);
    scene.then(requestSuspension(scene.matter, scene.of(WATER), until, scene.context()));
    scene.then(approveSuspension(scene.matter, scene.matter.suspensions[0]!, scene.context()));
    expect(refusal(() => overrules(scene, WATER))).toBe('ticket.suspended');
    scene.wait(24).then(endSuspension(scene.matter, scene.context()));
    expect(scene.of(WATER).handlingClock.state).toBe('stopped');
  });

  it('is offered to the department, and its ruling while it waits', () => {
    const scene = blown();
    const offered = () => actsOf(scene.of(WATER), scene.matter.orders, scene.profile);
    expect(offered()).toEqual(['accept', 'object']);
    objects(scene, WATER);
    expect(offered()).toEqual(['uphold-objection', 'overrule-objection']);
    overrules(scene, WATER);
    expect(offered()).toEqual(['accept']);
  });
});
