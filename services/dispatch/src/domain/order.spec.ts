import {
  BRANCH,
  CENTRE,
  DESK,
  DUTY,
  GRID,
  HOUSING,
  OTHER_GRID,
  ROOM,
  smallDistrict,
  WATER,
} from '@gridwhistle/testing/small-district';
import { Profile } from '@gridwhistle/registry';
import { found, refusal, Scene } from '../../test/scene.js';
import { assign } from './assigning.js';
import { accept, progress, sendBack } from './handling.js';
import { issue } from './issue.js';
import { actsOf } from './order-lifecycle.js';
import { only } from './step.js';
import { cancel, giveBack, overrule, reassign, uphold } from './redispatch.js';

const giveBackNow = (scene: Scene, proofs = 0): Scene =>
  scene.then(giveBack(scene.matter, scene.lead, proofs, scene.context()));

describe('an order', () => {
  it('goes to the grid of the place, is verified by its village, and has the whole limit of the ticket', () => {
    const scene = new Scene();
    expect(scene.last('order.issued')).toMatchObject({ unit: GRID, verifier: BRANCH, tier: 'grid', origin: 'route' });
    expect(scene.last('order.issued')).toMatchObject({
      acceptDueAt: '2026-03-02T03:00:00.000Z',
      dueAt: '2026-03-03T09:00:00.000Z',
    });
  });

  it('is refused where another lead is working [ticket 5]', () => {
    const { matter, profile, context } = new Scene();
    const job = { unit: found(profile.unit(WATER)), origin: 'assign' } as const;
    const given = (role: 'lead' | 'assist') => () => issue(matter.ticket, matter.orders, { ...job, role }, context());
    expect(refusal(given('lead'))).toBe('conflict');
    expect(refusal(given('assist'))).toBe('not refused');
  });

  it('is accepted in time or late, judged by its own clock', () => {
    expect(new Scene().wait(2).accept().last('order.accepted').onTime).toBe(true);
    expect(new Scene().wait(2.01).accept().last('order.accepted').onTime).toBe(false);
  });

  it('is judged by when the act came, whether or not its rung has been told of before [clock 2]', () => {
    const withRung = (hours: number, fired: string[]): boolean => {
      const scene = new Scene();
      const { lead } = scene;
      scene.then(only({ ...lead, acceptClock: { ...lead.acceptClock, fired } }));
      return scene.wait(hours).accept().last('order.accepted').onTime;
    };
    expect([withRung(2, ['due']), withRung(2, [])]).toEqual([true, true]);
    expect([withRung(2.01, ['due']), withRung(2.01, [])]).toEqual([false, false]);
  });

  it('is judged when the holder forwards the result; what the verifier takes does not count [rule 6]', () => {
    const inTime = new Scene().accept().resolve();
    expect(inTime.last('order.resolved').onTime).toBe(true);
    expect(inTime.wait(100).confirm(inTime.of(GRID)).last('order.confirmed').onTime).toBe(true);
    expect(inTime.last('ticket.resolved').onTime).toBe(true);
    const late = new Scene().accept().wait(33).resolve();
    expect(late.last('order.resolved').onTime).toBe(false);
    expect(late.confirm(late.of(GRID)).last('ticket.resolved').onTime).toBe(false);
  });

  it('goes on with what it had left when it is sent back [rule 9h]', () => {
    const scene = new Scene().shortened(GRID, 6).accept().wait(4).resolve().wait(24);
    scene.then(sendBack(scene.matter, scene.of(GRID), scene.context()));
    // Four of six office hours were used on Monday; two are left from Tuesday 13:00 on.
    expect(scene.last('order.sent-back').dueAt).toBe('2026-03-03T07:00:00.000Z');
    expect(scene.of(GRID).state).toBe('accepted');
  });

  it('says what is being done as often as it likes', () => {
    const scene = new Scene().accept();
    scene.then(progress(scene.matter, scene.lead, scene.context()));
    expect(scene.names().filter((name) => name === 'order.progressed')).toHaveLength(1);
  });

  it('needs proof with its result where the profile says so', () => {
    const scene = new Scene().accept();
    expect(refusal(() => scene.resolve(scene.lead, 0))).toBe('order.proof-missing');
  });

  it('says who of its holder took and forwarded it, and nobody where a system acts', () => {
    const scene = new Scene().accept(undefined, 'p-2').resolve();
    expect([scene.last('order.accepted').by, scene.last('order.resolved').by]).toEqual(['p-2', 'p-1']);
    expect(new Scene().raise().last('order.raised').by).toBe('p-1');
    const { matter, lead, context } = new Scene();
    const { orders } = accept(matter, lead, { ...context(), person: undefined });
    expect(orders[0]?.events[0]?.data).not.toHaveProperty('by');
  });

  it('climbs the ladder; each tier gets no more than the ticket has left [rule 9c] [rule 9d]', () => {
    const scene = new Scene().wait(4).raise().wait(4).raise();
    expect(scene.lead).toMatchObject({ unit: ROOM, verifier: CENTRE, origin: 'raise', state: 'issued' });
    expect(scene.last('order.issued').dueAt).toBe('2026-03-03T09:00:00.000Z');
    expect(scene.names().filter((name) => name === 'order.raised')).toHaveLength(2);
    expect(scene.last('order.raised')).toMatchObject({ unit: BRANCH, toUnit: ROOM, onTime: true });
  });

  it('is not raised from the township, which whistles, nor from the top', () => {
    const scene = new Scene().raise().raise();
    expect(refusal(() => scene.raise())).toBe('order.township-must-whistle');
    scene.then(reassign(scene.matter, scene.lead, { unit: WATER }, scene.context()));
    expect(refusal(() => scene.raise())).toBe('order.at-the-top');
  });

  it('is not raised from the top office where nobody whistles either', () => {
    const quiet = new Profile({ ...smallDistrict(), whistles: [] });
    const scene = new Scene({}, 0, quiet).raise().raise();
    expect(refusal(() => scene.raise())).toBe('order.at-the-top');
    expect(actsOf(scene.lead, scene.matter.orders, quiet)).not.toContain('raise');
  });

  it('of a desk is raised to its township', () => {
    const scene = new Scene();
    scene.then(reassign(scene.matter, scene.lead, { unit: DESK }, scene.context()));
    expect(scene.lead).toMatchObject({ unit: DESK, verifier: ROOM });
    expect(actsOf(scene.lead, scene.matter.orders, scene.profile)).toContain('raise');
    expect(scene.raise().lead.unit).toBe(ROOM);
  });

  it('starts at the township in an emergency', () => {
    const scene = new Scene({ severity: 'emergency' });
    expect(scene.lead).toMatchObject({ unit: ROOM, severity: 'emergency', tier: 'township' });
    expect(scene.last('order.issued').dueAt).toBe('2026-03-02T03:00:00.000Z');
    expect(scene.last('order.issued').acceptDueAt).toBe('2026-03-02T01:30:00.000Z');
  });
});

describe('a return', () => {
  it('pauses the clocks; overruled, the same unit goes on with what was left [rule 3a] [rule 3c]', () => {
    const scene = giveBackNow(new Scene().shortened(GRID, 6).wait(1)).wait(24);
    scene.then(overrule(scene.matter, scene.of(GRID), scene.context('ruler')));
    expect(scene.lead).toMatchObject({ unit: GRID, state: 'issued', returns: 1 });
    // One of six office hours used on Monday, five left from Tuesday 10:00 on.
    expect(scene.last('order.return-overruled').dueAt).toBe('2026-03-03T07:00:00.000Z');
    expect(scene.accept().last('order.accepted').onTime).toBe(true);
  });

  it('is not handled by whoever ruled it [rule 1c]', () => {
    const scene = giveBackNow(new Scene());
    scene.then(overrule(scene.matter, scene.of(GRID), scene.context('ruler')));
    expect(refusal(() => scene.accept(scene.lead, 'ruler'))).toBe('auth.forbidden');
  });

  it.each([
    ['reassigned', (scene: Scene) => reassign(scene.matter, scene.lead, { unit: BRANCH }, scene.context('b-1'))],
    [
      'cancelled and assigned again',
      (scene: Scene) => {
        scene.then(cancel(scene.matter, scene.lead, scene.context('b-1')));
        return assign(scene.matter, { unit: BRANCH }, scene.context('b-1'));
      },
    ],
    [
      'reassigned by way of another',
      (scene: Scene) => {
        scene.then(reassign(scene.matter, scene.lead, { unit: OTHER_GRID, duty: DUTY }, scene.context('b-1')));
        return reassign(scene.matter, scene.lead, { unit: BRANCH }, scene.context('b-1'));
      },
    ],
  ])('overruled is not %s to whoever received it [rule 1d]', (_how, toItself) => {
    const scene = giveBackNow(new Scene());
    scene.then(overrule(scene.matter, scene.of(GRID), scene.context('b-1')));
    expect(refusal(() => toItself(scene))).toBe('auth.forbidden');
  });

  it('received by the dispatching unit may still be passed up to it, and what was never returned it takes over', () => {
    const scene = giveBackNow(new Scene());
    scene.then(overrule(scene.matter, scene.of(GRID), scene.context('b-1')));
    expect(scene.raise().lead.unit).toBe(BRANCH);
    const fresh = new Scene();
    expect(refusal(() => reassign(fresh.matter, fresh.lead, { unit: BRANCH }, fresh.context()))).toBe('not refused');
  });

  it('upheld goes elsewhere with a clock of its own [rule 1b] [rule 3d]', () => {
    const scene = giveBackNow(new Scene()).wait(2);
    scene.then(uphold(scene.matter, scene.of(GRID), { unit: OTHER_GRID, duty: DUTY }, scene.context()));
    expect(scene.last('order.cancelled')).toMatchObject({ unit: GRID, reason: 'return-upheld', nextUnit: OTHER_GRID });
    expect(scene.lead).toMatchObject({ unit: OTHER_GRID, origin: 'reassign', verifier: BRANCH });
    expect(scene.lead.handlingClock).toMatchObject({ state: 'running', usedMs: 0, startedAt: scene.now });
  });

  it.each([
    [BRANCH, 'auth.forbidden'],
    [GRID, 'input.invalid'],
    [CENTRE, 'input.invalid'],
    ['522730-nobody', 'unit.unknown'],
  ])('is not upheld to %s', (unit, code) => {
    const scene = giveBackNow(new Scene());
    expect(refusal(() => uphold(scene.matter, scene.of(GRID), { unit }, scene.context()))).toBe(code);
  });

  it('is possible inside the window only, and not once accepted', () => {
    expect(refusal(() => giveBackNow(new Scene().wait(4.01)))).toBe('order.return-window-closed');
    expect(refusal(() => giveBackNow(new Scene().accept()))).toBe('lifecycle.wrong-transition');
  });
});

describe('the dispatching unit', () => {
  it('reassigns: an order never changes its unit', () => {
    const scene = new Scene().accept();
    const before = scene.lead;
    scene.then(reassign(scene.matter, before, { unit: HOUSING }, scene.context()));
    expect(scene.order(before.id)).toMatchObject({ state: 'cancelled', unit: GRID });
    expect(scene.lead).toMatchObject({ unit: HOUSING, verifier: CENTRE, role: 'lead', round: 1 });
  });

  it('cancels; a cancelled order runs no more', () => {
    const scene = new Scene();
    const before = scene.lead;
    scene.then(cancel(scene.matter, before, scene.context()));
    expect(scene.order(before.id).handlingClock.state).toBe('ended');
    expect(actsOf(scene.order(before.id), scene.matter.orders, scene.profile)).toEqual([]);
  });
});

describe('what is possible now', () => {
  it('comes from the table', () => {
    const scene = new Scene();
    const acts = (): string[] => actsOf(scene.lead, scene.matter.orders, scene.profile);
    expect(acts()).toEqual(['accept', 'return', 'raise', 'reassign', 'cancel']);
    scene.accept();
    expect(acts()).toEqual(['progress', 'assist', 'delegate', 'resolve', 'raise', 'reassign', 'cancel']);
  });
});
