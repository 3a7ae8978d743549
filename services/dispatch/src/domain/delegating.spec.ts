import { Profile } from '@gridwhistle/registry';
import {
  BRANCH,
  CATEGORY,
  CENTRE,
  DESK,
  DUTY,
  GRID,
  OTHER_GRID,
  ROOM,
  smallDistrict,
  WATER,
} from '@gridwhistle/testing/small-district';
import { refusal, refusedFields, Scene } from '../../test/scene.js';
import { assign, type Assignment } from './assigning.js';
import { redo } from './redo.js';
import { delegate } from './delegating.js';
import { actsOf } from './order-lifecycle.js';
import { cancel, giveBack, reassign, uphold } from './redispatch.js';
import { split } from './splitting.js';

const delegated = (to = BRANCH, scene = new Scene().toTownship()): Scene =>
  scene.then(delegate(scene.matter, scene.lead, { unit: to, duty: DUTY }, scene.context()));

describe('a delegated order', () => {
  it("has its parent's role, is verified and dispatched by the delegating unit, and has what its parent has left", () => {
    const scene = delegated(BRANCH, new Scene().wait(4).toTownship());
    const [parent, child] = [scene.of(ROOM), scene.of(BRANCH)];
    expect(scene.names().slice(-2)).toEqual(['order.delegated', 'order.issued']);
    expect(scene.last('order.delegated')).toMatchObject({ unit: ROOM, childId: child.id, toUnit: BRANCH });
    expect(child).toMatchObject({ role: 'lead', parentId: parent.id, verifier: ROOM, dispatcher: ROOM });
    expect(scene.last('order.issued').dueAt).toBe('2026-03-03T09:00:00.000Z');
  });

  it('leaves its parent answerable: it waits, and its clock runs on [ticket 6]', () => {
    const scene = delegated();
    const parent = scene.of(ROOM);
    expect(parent).toMatchObject({ state: 'accepted', waitsFor: scene.of(BRANCH).id });
    expect(parent.handlingClock.state).toBe('running');
    expect(refusal(() => scene.resolve(parent))).toBe('order.waiting');
    expect(refusal(() => delegate(scene.matter, parent, { unit: DESK }, scene.context()))).toBe('order.waiting');
    expect(actsOf(parent, scene.matter.orders, scene.profile)).toEqual(['progress', 'reassign', 'cancel']);
  });

  it('confirmed, its parent goes on and forwards the result itself', () => {
    const scene = delegated();
    scene.accept(scene.of(BRANCH)).resolve(scene.of(BRANCH)).confirm(scene.of(BRANCH));
    expect(scene.names().slice(-2)).toEqual(['order.confirmed', 'order.resumed']);
    scene.resolve(scene.of(ROOM)).confirm(scene.of(ROOM));
    expect(scene.last('ticket.resolved').unit).toBe(ROOM);
    scene.then(redo(scene.matter, 'not-solved', scene.context()));
    expect(scene.lead).toMatchObject({ unit: BRANCH, verifier: ROOM, parentId: null });
  });

  it('raised or cancelled, goes back to its parent', () => {
    const raised = delegated();
    raised.raise(raised.of(BRANCH));
    expect(raised.last('order.raised')).toMatchObject({ unit: BRANCH, toUnit: ROOM });
    expect(raised.lead).toMatchObject({ unit: ROOM, waitsFor: null });
    const recalled = delegated();
    recalled.then(cancel(recalled.matter, recalled.of(BRANCH), recalled.context()));
    expect(recalled.names().slice(-2)).toEqual(['order.cancelled', 'order.resumed']);
    expect(recalled.lead.unit).toBe(ROOM);
  });

  it('returned, goes to another unit below, and its parent waits for that one', () => {
    const scene = delegated(GRID);
    const returned = scene.then(giveBack(scene.matter, scene.of(GRID), 1, scene.context())).of(GRID);
    const to = (unit: string) => uphold(scene.matter, returned, { unit, duty: DUTY }, scene.context());
    expect(refusal(() => to(WATER))).toBe('order.not-below');
    expect(refusal(() => to(ROOM))).toBe('auth.forbidden');
    scene.then(to(OTHER_GRID));
    const next = scene.of(OTHER_GRID);
    expect(next).toMatchObject({ verifier: ROOM, dispatcher: ROOM, parentId: scene.of(ROOM).id });
    expect(scene.of(ROOM).waitsFor).toBe(next.id);
    expect(scene.last('order.delegated')).toMatchObject({ childId: next.id, toUnit: OTHER_GRID });
  });

  it('ends with its parent when that is reassigned, however deep it lies [rule 2a]', () => {
    const scene = delegated().accept();
    scene.then(delegate(scene.matter, scene.of(BRANCH), { unit: OTHER_GRID, duty: DUTY }, scene.context()));
    scene.then(reassign(scene.matter, scene.of(ROOM), { unit: WATER }, scene.context()));
    const ends = scene.facts.slice(-4).map(({ name, data }) => [name, 'reason' in data ? data.reason : '']);
    expect(ends).toEqual([
      ['order.cancelled', 'reassigned'],
      ['order.cancelled', 'parent-ended'],
      ['order.cancelled', 'parent-ended'],
      ['order.issued', ''],
    ]);
    expect(scene.lead).toMatchObject({ unit: WATER, verifier: CENTRE });
  });

  it.each([
    ['nobody', 'unit.unknown'],
    [CENTRE, 'input.invalid'],
    [ROOM, 'order.not-below'],
    [WATER, 'order.not-below'],
    ['522730002001-branch', 'order.not-below'],
  ])('is not given to %s', (unit, code) => {
    const scene = new Scene().toTownship();
    expect(refusal(() => delegate(scene.matter, scene.lead, { unit }, scene.context()))).toBe(code);
  });
});

it('a delegated order has no more than its parent has left, though the ticket has more [rule 9f]', () => {
  const scene = new Scene().toTownship().shortened(ROOM, 4);
  expect(delegated(BRANCH, scene).last('order.issued').dueAt).toBe('2026-03-02T05:00:00.000Z');
});

const OWN = { channel: 'grid-worker', reportedBy: GRID } as const;

describe('work handed to a grid', () => {
  const handed = (report: object, duty?: string) => {
    const scene = new Scene(report).toTownship();
    return refusal(() => delegate(scene.matter, scene.lead, { unit: GRID, duty }, scene.context()));
  };

  it('names an admitted duty, or is refused with what is missing [admission 1]', () => {
    expect(handed({}, DUTY)).toBe('not refused');
    expect(handed({})).toBe('admission.missing');
    expect(handed({}, 'tax')).toBe('admission.missing');
  });

  it("needs none when it is the grid's own report that comes back [admission 5]", () => {
    expect(handed(OWN)).toBe('not refused');
    expect(handed({ ...OWN, grid: OTHER_GRID })).toBe('not refused');
    expect(handed({ ...OWN, reportedBy: OTHER_GRID })).toBe('admission.missing');
    const own = new Scene({ ...OWN, category: undefined });
    const assigned = (grid: string) =>
      refusal(() => assign(own.matter, { category: CATEGORY, grid, unit: grid }, own.context()));
    expect([assigned(GRID), assigned(OTHER_GRID)]).toEqual(['not refused', 'admission.missing']);
  });

  it('needs one though the matter is said to lie in that grid, or is a part of its report [admission 5]', () => {
    const placed = { category: CATEGORY, grid: OTHER_GRID, unit: BRANCH };
    const moved = new Scene({ ...OWN, category: undefined });
    moved.then(assign(moved.matter, placed, moved.context()));
    const to = (unit: string) => refusal(() => reassign(moved.matter, moved.lead, { unit }, moved.context()));
    expect([to(OTHER_GRID), to(GRID)]).toEqual(['admission.missing', 'not refused']);
    const whole = new Scene(OWN);
    expect(refusal(() => split(whole.matter, [{ unit: WATER }, { unit: GRID }], whole.context()))).toBe(
      'admission.missing',
    );
  });

  it('needs none where the grid took over from the one that reported it [admission 5]', () => {
    const gone = '522730001001009';
    const after = new Profile({ ...smallDistrict(), successors: [{ grid: gone, to: GRID }] });
    const scene = new Scene({ ...OWN, reportedBy: gone }, 0, after).toTownship();
    const to = (unit: string) => refusal(() => delegate(scene.matter, scene.lead, { unit }, scene.context()));
    expect([to(GRID), to(OTHER_GRID)]).toEqual(['not refused', 'admission.missing']);
  });

  it('needs one also by reassigning [admission 2]', () => {
    const scene = new Scene().toTownship();
    const to = (duty?: string) => () => reassign(scene.matter, scene.lead, { unit: GRID, duty }, scene.context());
    expect(refusal(to())).toBe('admission.missing');
    expect(refusal(to(DUTY))).toBe('not refused');
  });

  it('needs one also by assigning, first or again, and by splitting; a route needs none [admission 6]', () => {
    const waiting = new Scene({ category: undefined });
    const [again, whole] = [new Scene(), new Scene()];
    again.then(cancel(again.matter, again.lead, again.context()));
    const ways = [
      (given: Assignment) => assign(waiting.matter, { category: CATEGORY, ...given }, waiting.context()),
      (given: Assignment) => assign(again.matter, given, again.context()),
      (given: Assignment) => split(whole.matter, [{ unit: WATER }, given], whole.context()),
    ];
    const refused = (given: Assignment): string[] => ways.map((way) => refusal(() => way(given)));
    expect(refused({ unit: OTHER_GRID })).toEqual(Array(3).fill('admission.missing'));
    expect(refused({ unit: OTHER_GRID, duty: 'tax' })).toEqual(Array(3).fill('admission.missing'));
    expect(refused({ unit: OTHER_GRID, duty: DUTY })).toEqual(Array(3).fill('not refused'));
    expect(refused({})).toEqual(Array(3).fill('not refused'));
    const named = ways.map((way) => refusedFields(() => way({ unit: OTHER_GRID })));
    expect(named).toEqual([['duty'], ['duty'], ['parts.1.duty']]);
  });
});
