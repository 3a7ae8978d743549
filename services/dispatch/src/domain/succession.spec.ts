import { Profile, type ProfileDocument } from '@gridwhistle/registry';
import {
  BRANCH,
  CENTRE,
  DESK,
  DUTY,
  GRID,
  OTHER_GRID,
  ROOM,
  smallDistrict,
  WATER,
} from '@gridwhistle/testing/small-district';
import { found, Scene } from '../../test/scene.js';
import { rate } from './closing.js';
import { delegate } from './delegating.js';
import { isOpen } from './order.js';
import { giveBack, overrule } from './redispatch.js';
import { heirOf, holderAfter, succeed, type FormerUnits } from './succession.js';
import { requestSuspension } from './suspending.js';

const small = smallDistrict();
const without = (code: string, change: Partial<ProfileDocument> = {}): Profile => {
  const units = small.units.filter((unit) => unit.code !== code);
  const grids = small.grids.filter((grid) => grid.code !== code);
  return new Profile({ ...small, units, grids, ...change });
};
const merged = without(GRID, { successors: [{ grid: GRID, to: OTHER_GRID }] });
const gone: FormerUnits = new Map([[GRID, BRANCH]]);

/** Looks as often as there is something to do, as the worker does. */
function repartition(scene: Scene, rules: Profile, former: FormerUnits = gone): Scene {
  for (let looks = 0; looks < 9; looks += 1) {
    const change = succeed(scene.matter, former, { ...scene.context(), rules });
    if (!change.ticket && change.orders.length === 0) return scene;
    scene.then(change);
  }
  throw new Error('it never comes to rest');
}

const unitsAtWork = ({ matter }: Scene): string[] => matter.orders.filter(isOpen).map(({ unit }) => unit);
/** What happened since. */
const since = (scene: Scene, before: number): string[] => scene.names().slice(before);

describe('a grid that a re-partition ended', () => {
  it('hands its open tickets to its successor, with the orders on them [partition 1]', () => {
    const scene = new Scene().accept();
    const before = scene.facts.length;
    repartition(scene, merged);
    expect(scene.matter.ticket).toMatchObject({ grid: OTHER_GRID, area: '522730001001', state: 'assigned' });
    expect(scene.lead).toMatchObject({ unit: OTHER_GRID, grid: OTHER_GRID, state: 'issued', origin: 'reassign' });
    expect(since(scene, before)).toEqual(['ticket.moved', 'order.moved', 'order.cancelled', 'order.issued']);
    expect(scene.last('ticket.moved')).toMatchObject({ fromGrid: GRID, grid: OTHER_GRID });
  });

  it('stays what it was in closed history [partition 1]', () => {
    const scene = new Scene().solved();
    const rating = { round: 1, satisfaction: 'satisfied', solved: true } as const;
    scene.then(rate(scene.matter, rating, scene.context()));
    const before = scene.facts.length;
    repartition(scene, merged);
    expect(scene.matter.ticket.grid).toBe(GRID);
    expect(since(scene, before)).toEqual([]);
  });

  it('without a successor keeps its ticket as it is, for the dispatching unit to locate', () => {
    const scene = new Scene({ category: undefined });
    repartition(scene, without(GRID));
    expect(scene.matter.ticket).toMatchObject({ state: 'reported', grid: GRID, dispatcher: BRANCH });
  });

  it('is another one in a report that still names it', () => {
    expect(new Scene({}, 0, merged).matter.ticket.grid).toBe(OTHER_GRID);
  });
});

describe('a unit that is gone', () => {
  it('passes what it works on to its parent where it has no successor, recorded [partition 2]', () => {
    const scene = repartition(new Scene().accept(), without(GRID));
    expect(scene.last('order.cancelled')).toMatchObject({ unit: GRID, reason: 'unit-gone', nextUnit: BRANCH });
    expect(scene.lead).toMatchObject({ unit: BRANCH, state: 'issued', verifier: ROOM });
    expect(scene.lead.handlingClock.state).toBe('running');
  });

  it('with nobody above it keeps its orders, and nothing is lost', () => {
    const scene = repartition(new Scene(), without(GRID), new Map());
    expect(unitsAtWork(scene)).toEqual([GRID]);
  });

  it('passes on what was returned, forwarded or put off only when that comes back to it', () => {
    const returned = new Scene();
    returned.then(giveBack(returned.matter, returned.lead, 0, returned.context()));
    expect(unitsAtWork(repartition(returned, merged))).toEqual([GRID]);
    returned.then(overrule(returned.matter, returned.of(GRID), returned.context()));
    expect(unitsAtWork(repartition(returned, merged))).toEqual([OTHER_GRID]);

    const forwarded = repartition(new Scene().accept().resolve(), merged);
    expect(forwarded.of(GRID).state).toBe('resolved');
    forwarded.confirm(forwarded.of(GRID));
    expect(forwarded.matter.ticket.state).toBe('resolved');
  });

  it('waits with an order that it delegated, and has another verify that one', () => {
    const scene = new Scene({ severity: 'emergency' }).accept();
    scene.then(delegate(scene.matter, scene.of(ROOM), { unit: OTHER_GRID, duty: DUTY }, scene.context()));
    const areas = small.areas.map((area) =>
      area.dispatchingUnit === ROOM ? { ...area, dispatchingUnit: DESK } : area,
    );
    const after = without(ROOM, { areas, successors: [{ unit: ROOM, to: DESK }] });
    repartition(scene, after, new Map([[ROOM, CENTRE]]));
    expect(unitsAtWork(scene)).toEqual([ROOM, OTHER_GRID]);
    expect(scene.of(OTHER_GRID)).toMatchObject({ verifier: DESK, dispatcher: DESK });
    expect(scene.last('order.moved')).toMatchObject({ unit: OTHER_GRID, verifier: DESK });
    scene.accept(scene.of(OTHER_GRID)).resolve(scene.of(OTHER_GRID)).confirm(scene.of(OTHER_GRID));
    expect(unitsAtWork(repartition(scene, after, new Map([[ROOM, CENTRE]])))).toEqual([DESK]);
  });

  it('gives a delegated order back to the unit that delegated it, where that is its parent', () => {
    const scene = new Scene().raise().accept();
    scene.then(delegate(scene.matter, scene.of(BRANCH), { unit: OTHER_GRID, duty: DUTY }, scene.context()));
    repartition(scene, without(OTHER_GRID), new Map([[OTHER_GRID, BRANCH]]));
    expect(unitsAtWork(scene)).toEqual([BRANCH]);
    expect(scene.lead).toMatchObject({ unit: BRANCH, state: 'accepted', waitsFor: null });
  });

  it('verifies and dispatches nothing any more: whoever took over does, never the holder', () => {
    const scene = new Scene().accept();
    const areas = small.areas.map((area) =>
      area.dispatchingUnit === BRANCH ? { ...area, dispatchingUnit: ROOM } : area,
    );
    repartition(scene, without(BRANCH, { areas }), new Map([[BRANCH, ROOM]]));
    expect(scene.lead).toMatchObject({ unit: GRID, verifier: ROOM, dispatcher: ROOM });
    expect(scene.matter.ticket.dispatcher).toBe(ROOM);
    const self = new Scene().accept();
    repartition(self, without(BRANCH, { areas, successors: [{ unit: BRANCH, to: GRID }] }), new Map([[BRANCH, ROOM]]));
    expect(self.lead.verifier).toBe(ROOM);
  });

  it('has what it did done again by whoever took over, when its reporter was not helped', () => {
    const again = (rules: Profile): Scene => {
      const scene = new Scene().solved();
      const rating = { round: 1, satisfaction: 'dissatisfied', solved: false } as const;
      return scene.then(rate(scene.matter, rating, { ...scene.context(), rules }));
    };
    expect(unitsAtWork(again(merged))).toEqual([OTHER_GRID]);
    expect(unitsAtWork(again(without(GRID)))).toEqual([BRANCH]);
  });

  it('leaves a suspended matter alone until its review date', () => {
    const scene = new Scene().accept();
    const until = new Date(scene.now.getTime() + 86_400_000);
    scene.then(requestSuspension(scene.matter, scene.lead, until, scene.context()));
    scene.then({ ticket: { next: { ...scene.matter.ticket, state: 'suspended' }, events: [] }, orders: [] });
    expect(unitsAtWork(repartition(scene, merged))).toEqual([GRID]);
    expect(scene.matter.ticket.grid).toBe(OTHER_GRID);
  });
});

describe('whoever took over', () => {
  it('is found over several re-partitions, by successors first and by parents then', () => {
    const former: FormerUnits = new Map([
      ['first', 'second'],
      ['second', GRID],
      [GRID, BRANCH],
    ]);
    expect(found(heirOf('first', former, merged)).code).toBe(OTHER_GRID);
    expect(found(heirOf('first', former, without(GRID))).code).toBe(BRANCH);
    expect(heirOf('stranger', former, merged)).toBeUndefined();
  });

  it('is never the centre for an order', () => {
    const former: FormerUnits = new Map([[WATER, CENTRE]]);
    expect(heirOf(WATER, former, without(WATER))?.code).toBe(CENTRE);
    expect(holderAfter(WATER, former, without(WATER))).toBeUndefined();
  });

  it('ends a circle of parents', () => {
    expect(
      heirOf(
        'a',
        new Map([
          ['a', 'b'],
          ['b', 'a'],
        ]),
        merged,
      ),
    ).toBeUndefined();
  });
});
