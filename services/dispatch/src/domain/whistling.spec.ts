import { dueAt } from '@gridwhistle/clocks';
import { CENTRE, GRID, ROOM, URBAN, WATER } from '@gridwhistle/testing/small-district';
import { refusal, Scene } from '../../test/scene.js';
import { rate } from './closing.js';
import { withdraw } from './ending.js';
import { cancel, giveBack, reassign } from './redispatch.js';
import { only } from './step.js';
import { endWhistle, whistle } from './whistling.js';

describe('a whistle', () => {
  const asked = (scene: Scene, change: object = {}) => ({
    whistleId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2d',
    orderId: scene.matter.orders.find(({ unit }) => unit === ROOM)?.id ?? '',
    township: ROOM,
    lead: WATER,
    assists: [URBAN],
    at: scene.now,
    ...change,
  });
  const blown = (): Scene => {
    const scene = new Scene().toTownship();
    return scene.then(whistle(scene.matter, asked(scene), scene.context()));
  };

  it('gives each department an order of the township, whose own order waits with its clock stopped [ticket 7] [whistle 7] [whistle 9]', () => {
    const scene = blown();
    const township = scene.of(ROOM);
    expect(scene.names().slice(-3)).toEqual(['order.waiting', 'order.issued', 'order.issued']);
    expect(township).toMatchObject({ state: 'accepted', waitsFor: asked(scene).whistleId });
    expect(township.handlingClock.state).toBe('stopped');
    expect(scene.of(WATER)).toMatchObject({ role: 'lead', verifier: ROOM, parentId: township.id, origin: 'whistle' });
    expect(scene.of(URBAN)).toMatchObject({ role: 'assist', verifier: ROOM, parentId: township.id });
  });

  it('lets the order of the grid wait that asked for it; its township verifies [whistle 3]', () => {
    const scene = new Scene().accept();
    const orderId = scene.lead.id;
    const foreign = new Scene().accept();
    foreign.then(whistle(foreign.matter, asked(foreign, { orderId: foreign.lead.id }), foreign.context()));
    expect(foreign.last('ticket.whistle-refused').reason).toBe('order-not-held');
    scene.then(whistle(scene.matter, asked(scene, { orderId, askedBy: GRID }), scene.context()));
    expect(scene.of(GRID)).toMatchObject({ state: 'accepted', waitsFor: asked(scene).whistleId });
    expect(scene.of(WATER)).toMatchObject({ role: 'lead', verifier: ROOM, parentId: orderId });
    scene.then(endWhistle(scene.matter, asked(scene).whistleId, scene.now, scene.context()));
    expect(scene.lead).toMatchObject({ unit: GRID, waitsFor: null });
  });

  it('stops the clock at the moment of its approval, whenever that is heard of [clock 3]', () => {
    const scene = new Scene().toTownship();
    const at = scene.wait(2).now;
    scene.wait(3).then(whistle(scene.matter, asked(scene, { at }), scene.context()));
    expect(scene.of(ROOM).handlingClock).toMatchObject({ state: 'stopped', usedMs: 2 * 3_600_000 });
  });

  it('voids what fired between its approval and the moment it is heard of, and nothing before [clock 4]', () => {
    const scene = new Scene().toTownship();
    const { handlingClock } = scene.of(ROOM);
    const rang = { ...scene.of(ROOM), handlingClock: { ...handlingClock, fired: ['amber', 'due'] } };
    scene.then(only(rang));
    const at = new Date((dueAt(handlingClock, scene.profile.calendar)?.at.getTime() ?? 0) - 60_000);
    scene.wait(24 * 30).then(whistle(scene.matter, asked(scene, { at }), scene.context()));
    expect(scene.names().filter((name) => name === 'order.rung-voided')).toHaveLength(1);
    expect(scene.last('order.rung-voided')).toMatchObject({ unit: ROOM, rung: 'due', since: at.toISOString() });
    expect(scene.of(ROOM).handlingClock).toMatchObject({ fired: ['amber'], fellDueAt: null });
  });

  it('keeps the waiting order from being resolved or raised, and its orders from being returned [ticket 8] [whistle 11]', () => {
    const scene = blown();
    expect(refusal(() => scene.resolve(scene.of(ROOM)))).toBe('order.waiting');
    expect(refusal(() => scene.raise(scene.of(ROOM)))).toBe('order.waiting');
    expect(refusal(() => reassign(scene.matter, scene.of(ROOM), { unit: URBAN }, scene.context()))).toBe(
      'order.waiting',
    );
    expect(refusal(() => giveBack(scene.matter, scene.of(WATER), 1, scene.context()))).toBe(
      'order.whistle-not-returnable',
    );
  });

  it('lets the lead resolve only after its assist has', () => {
    const scene = blown();
    scene.accept(scene.of(WATER)).accept(scene.of(URBAN));
    expect(refusal(() => scene.resolve(scene.of(WATER)))).toBe('order.assists-open');
    scene.resolve(scene.of(URBAN)).resolve(scene.of(WATER));
    expect(scene.confirm(scene.of(WATER)).matter.ticket.state).toBe('assigned');
  });

  it('completed, the township goes on from the moment of the completion and resolves for the ticket [ticket 10]', () => {
    const scene = blown();
    scene.accept(scene.of(WATER)).accept(scene.of(URBAN)).resolve(scene.of(URBAN)).resolve(scene.of(WATER));
    scene.confirm(scene.of(WATER)).confirm(scene.of(URBAN)).wait(24);
    scene.then(endWhistle(scene.matter, asked(scene).whistleId, scene.now, scene.context()));
    expect(scene.last('order.resumed')).toMatchObject({ unit: ROOM, dueAt: '2026-03-03T09:00:00.000Z' });
    scene.resolve(scene.of(ROOM)).confirm(scene.of(ROOM));
    expect(scene.last('ticket.resolved').unit).toBe(ROOM);
    scene.then(rate(scene.matter, { round: 1, solved: false }, scene.context()));
    expect(scene.lead).toMatchObject({ unit: WATER, verifier: ROOM, parentId: null, whistleId: null, origin: 'redo' });
  });

  it('cancelled, its open orders end and the township goes on', () => {
    const scene = blown().wait(1);
    scene.then(endWhistle(scene.matter, asked(scene).whistleId, scene.now, scene.context()));
    expect(scene.names().slice(-3)).toEqual(['order.cancelled', 'order.cancelled', 'order.resumed']);
    expect(scene.lead.unit).toBe(ROOM);
  });

  it.each([
    ['order-unknown', { orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a99' }],
    ['order-not-held', { township: '522730002-room' }],
    ['unit-unknown', { lead: 'nobody' }],
    ['unit-unknown', { lead: CENTRE }],
    ['unit-twice', { assists: [WATER] }],
    ['unit-twice', { assists: [ROOM] }],
  ])('is refused: %s', (reason, change) => {
    const scene = new Scene().toTownship();
    scene.then(whistle(scene.matter, asked(scene, change), scene.context()));
    expect(scene.last('ticket.whistle-refused').reason).toBe(reason);
    expect(scene.lead.unit).toBe(ROOM);
  });

  it('is refused once the order waits for another or is no longer held [whistle 10]', () => {
    const twice = blown();
    twice.then(whistle(twice.matter, asked(twice), twice.context()));
    expect(twice.last('ticket.whistle-refused').reason).toBe('order-waiting');
    const gone = new Scene().toTownship();
    gone.then(cancel(gone.matter, gone.lead, gone.context()));
    gone.then(whistle(gone.matter, asked(gone), gone.context()));
    expect(gone.last('ticket.whistle-refused').reason).toBe('order-not-held');
    const closed = new Scene().toTownship();
    closed.then(withdraw(closed.matter, closed.matter.ticket.id, closed.context()));
    closed.then(whistle(closed.matter, asked(closed), closed.context()));
    expect(closed.last('ticket.whistle-refused').reason).toBe('ticket-not-assigned');
  });

  it('withdrawn with its ticket, every order ends, waiting or not', () => {
    const scene = blown();
    scene.then(withdraw(scene.matter, scene.matter.ticket.id, scene.context()));
    expect(scene.matter.orders.map(({ state }) => state)).toEqual([
      'raised',
      'raised',
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
  });
});
