import {
  BRANCH,
  CENTRE,
  COUNTY,
  DESK,
  DUTY,
  GRID,
  HOUSING,
  OTHER_GRID,
  OTHER_ROOM,
  ROOM,
  smallDistrict,
  WATER,
  WATER_EAST,
} from '@gridwhistle/testing/small-district';
import { Profile } from '@gridwhistle/registry';
import { refusal, refusedFields, Scene } from '../../test/scene.js';
import { requestAssist } from './assisting.js';
import { progress, sendBack } from './handling.js';
import { giveBack, reassign, uphold } from './redispatch.js';

const ask = (scene: Scene, unit: string, duty?: string): Scene =>
  scene.then(requestAssist(scene.matter, scene.lead, { unit, duty }, scene.context()));
const helped = (): Scene => ask(new Scene().toTownship(), DESK);

describe('an assist', () => {
  it('is an order of its own, with no more than its lead has left', () => {
    const scene = helped();
    expect(scene.names().slice(-2)).toEqual(['order.assist-requested', 'order.issued']);
    expect(scene.last('order.assist-requested')).toMatchObject({ unit: ROOM, toUnit: DESK });
    expect(scene.of(DESK)).toMatchObject({ role: 'assist', origin: 'assist', parentId: scene.of(ROOM).id });
    expect(scene.last('order.issued').dueAt).toBe('2026-03-03T09:00:00.000Z');
  });

  it('has no more than its lead has left, though the ticket has more [rule 9g]', () => {
    const scene = ask(new Scene().toTownship().shortened(ROOM, 4), DESK);
    expect(scene.last('order.issued').dueAt).toBe('2026-03-02T05:00:00.000Z');
  });

  it('below the asker reports to it, beside it to the dispatching unit of both', () => {
    expect(helped().of(DESK)).toMatchObject({ verifier: ROOM, dispatcher: ROOM });
    expect(ask(new Scene().accept(), OTHER_GRID, DUTY).of(OTHER_GRID)).toMatchObject({ verifier: BRANCH });
  });

  it('is within reach under the same office, though one seat dispatches for all', () => {
    const small = smallDistrict();
    const areas = small.areas.map((area) =>
      area.code === COUNTY ? area : { ...area, dispatchingUnit: CENTRE, office: area.dispatchingUnit },
    );
    const oneSeat = () => new Scene({}, 0, new Profile({ ...small, areas })).accept();
    expect(ask(oneSeat(), BRANCH).of(BRANCH)).toMatchObject({ role: 'assist', verifier: CENTRE });
    expect(ask(oneSeat(), OTHER_GRID, DUTY).of(OTHER_GRID)).toMatchObject({ role: 'assist' });
    expect(refusal(() => ask(oneSeat(), ROOM))).toBe('order.assist-elsewhere');
  });

  it('lets the lead forward its result only after it', () => {
    const scene = helped();
    expect(refusal(() => scene.resolve(scene.of(ROOM)))).toBe('order.assists-open');
    scene.accept(scene.of(DESK)).resolve(scene.of(DESK)).resolve(scene.of(ROOM));
    expect(scene.of(ROOM).state).toBe('resolved');
  });

  it('is confirmed along with its lead, and not sent back alone once that has forwarded', () => {
    const scene = helped();
    scene.accept(scene.of(DESK)).resolve(scene.of(DESK)).resolve(scene.of(ROOM));
    expect(refusal(() => sendBack(scene.matter, scene.of(DESK), scene.context()))).toBe('conflict');
    scene.confirm(scene.of(ROOM));
    expect(scene.matter.orders.filter(({ state }) => state === 'confirmed')).toHaveLength(2);
    expect(scene.matter.ticket.state).toBe('resolved');
  });

  it('ends when its lead is raised or reassigned', () => {
    const scene = ask(new Scene().accept(), OTHER_GRID, DUTY).raise();
    expect(scene.last('order.cancelled')).toMatchObject({ unit: OTHER_GRID, reason: 'parent-ended' });
    const other = helped();
    other.then(reassign(other.matter, other.of(ROOM), { unit: WATER }, other.context()));
    expect(other.last('order.cancelled')).toMatchObject({ unit: DESK, reason: 'parent-ended' });
  });

  it("returned, goes to another unit within the lead's limit", () => {
    const scene = helped();
    const returned = scene.then(giveBack(scene.matter, scene.of(DESK), 1, scene.context())).of(DESK);
    scene.then(uphold(scene.matter, returned, { unit: BRANCH }, scene.context()));
    expect(scene.of(BRANCH)).toMatchObject({ role: 'assist', verifier: ROOM, parentId: scene.of(ROOM).id });
  });

  it.each([
    [GRID, BRANCH],
    [GRID, OTHER_GRID],
    [BRANCH, ROOM],
    [BRANCH, DESK],
    [ROOM, DESK],
    [ROOM, BRANCH],
    [WATER, WATER_EAST],
  ])('is asked by %s of %s', (holder, unit) => {
    expect(refusal(() => ask(heldBy(holder), unit, DUTY))).toBe('not refused');
  });

  it.each([
    [GRID, GRID, 'order.assist-elsewhere'],
    [GRID, ROOM, 'order.assist-elsewhere'],
    [GRID, WATER, 'order.assist-elsewhere'],
    [ROOM, OTHER_ROOM, 'order.assist-elsewhere'],
    [ROOM, WATER, 'order.assist-elsewhere'],
    [WATER, HOUSING, 'order.assist-elsewhere'],
    [ROOM, CENTRE, 'input.invalid'],
    [ROOM, 'nobody', 'unit.unknown'],
  ])('is not asked by %s of %s', (holder, unit, code) => {
    expect(refusal(() => ask(heldBy(holder), unit, DUTY))).toBe(code);
  });

  it('is not asked twice of one unit, nor of a grid without a duty [admission 3]', () => {
    expect(refusal(() => ask(helped(), DESK))).toBe('order.helps-already');
    expect(refusal(() => ask(new Scene().accept(), OTHER_GRID))).toBe('admission.missing');
  });

  it('is not reassigned to who leads the matter already', () => {
    const scene = ask(new Scene().accept(), OTHER_GRID, DUTY);
    const to = (unit: string) => () =>
      reassign(scene.matter, scene.of(OTHER_GRID), { unit, duty: DUTY }, scene.context());
    expect(refusal(to(GRID))).toBe('order.helps-already');
    expect(refusedFields(to(GRID))).toEqual(['unit']);
    expect(refusal(to(BRANCH))).toBe('not refused');
  });

  it('is not asked for by an assist', () => {
    const scene = helped();
    scene.accept(scene.of(DESK));
    expect(refusal(() => requestAssist(scene.matter, scene.of(DESK), { unit: BRANCH }, scene.context()))).toBe(
      'conflict',
    );
    expect(refusal(() => progress(scene.matter, scene.of(DESK), scene.context()))).toBe('not refused');
  });
});

/** The lead order in the hands of a unit, accepted. */
function heldBy(unit: string): Scene {
  const scene = new Scene();
  if (unit === GRID) return scene.accept();
  if (unit === BRANCH) return scene.raise().accept();
  scene.toTownship();
  if (unit === ROOM) return scene;
  return scene.then(reassign(scene.matter, scene.lead, { unit }, scene.context())).accept();
}
