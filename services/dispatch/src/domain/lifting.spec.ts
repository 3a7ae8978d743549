import { Profile } from '@gridwhistle/registry';
import { BRANCH, CENTRE, GRID, OTHER_GRID, ROOM, smallDistrict, WATER } from '@gridwhistle/testing/small-district';
import { Scene } from '../../test/scene.js';
import { delegate } from './delegating.js';
import { declareHard, raiseDemanded } from './lifting.js';
import { giveBack, overrule, reassign, uphold } from './redispatch.js';

const hard = (scene: Scene): Scene => scene.then(declareHard(scene.matter, 'redos', scene.context()));
const back = (scene: Scene, order = scene.lead): Scene => scene.then(giveBack(scene.matter, order, 1, scene.context()));
const duty = 'patrol';

/** Returned three times: by the grid, by the other grid, and by the first again. */
function unwanted(): Scene {
  const scene = back(new Scene());
  for (const unit of [OTHER_GRID, GRID]) {
    const returned = scene.of(unit === GRID ? OTHER_GRID : GRID);
    scene.then(uphold(scene.matter, returned, { unit, duty }, scene.context('b-1')));
    back(scene);
  }
  return scene;
}

describe('a hard case', () => {
  it('goes one tier up [rule 10a]', () => {
    const scene = hard(new Scene().accept());
    expect(scene.of(BRANCH)).toMatchObject({ origin: 'raise', state: 'issued' });
    expect(scene.matter.orders[0]).toMatchObject({ unit: GRID, state: 'raised' });
    expect(scene.last('ticket.hardened')).toMatchObject({ reason: 'redos', unit: GRID, toUnit: BRANCH });
  });

  it('goes up once [rule 10a] [rule 10b]', () => {
    const scene = hard(hard(new Scene().accept()));
    expect(scene.lead.unit).toBe(BRANCH);
    expect(scene.names().filter((name) => name === 'ticket.hardened')).toHaveLength(1);
  });

  it('that came back goes past whoever received the return [rule 10b]', () => {
    const scene = unwanted();
    expect(scene.last('order.returned').inARow).toBe(3);
    scene.then(declareHard(scene.matter, 'returns', scene.context()));
    expect(scene.of(ROOM)).toMatchObject({ origin: 'raise' });
  });

  it('stays where it is at the top, marked', () => {
    const scene = new Scene();
    scene.then(reassign(scene.matter, scene.lead, { unit: WATER }, scene.context()));
    hard(scene);
    expect(scene.last('ticket.hardened')).toEqual(expect.not.objectContaining({ toUnit: expect.anything() as string }));
    expect(scene.lead.unit).toBe(WATER);
    expect(scene.profile.centre().code).toBe(CENTRE);
  });

  it('is left to those who are at work on it', () => {
    const scene = new Scene().toTownship();
    scene.then(delegate(scene.matter, scene.lead, { unit: BRANCH }, scene.context()));
    expect(hard(scene).lead.unit).toBe(BRANCH);
    expect(hard(new Scene().accept().resolve()).matter.ticket).toMatchObject({ isHard: true, state: 'assigned' });
    expect(hard(new Scene({ grid: undefined })).matter.orders).toEqual([]);
  });

  it('counts returns since a lead took the matter', () => {
    const scene = back(new Scene());
    scene.then(overrule(scene.matter, scene.of(GRID), scene.context('b-1')));
    scene.accept(scene.lead, 'p-2');
    scene.then(reassign(scene.matter, scene.lead, { unit: OTHER_GRID, duty }, scene.context('b-1')));
    expect(back(new Scene()).last('order.returned').inARow).toBe(1);
  });
});

describe('a late order that the profile has raised', () => {
  it('goes one tier up while it is the one that is late', () => {
    const scene = new Scene();
    const late = scene.lead.id;
    scene.then(raiseDemanded(scene.matter, late, scene.context()));
    expect(scene.lead.unit).toBe(BRANCH);
    expect(scene.last('order.raised')).not.toHaveProperty('by');
    expect(raiseDemanded(scene.matter, late, scene.context()).orders).toEqual([]);
  });

  it('stays where nobody stands above', () => {
    const scene = new Scene().toTownship();
    expect(raiseDemanded(scene.matter, scene.lead.id, scene.context()).orders).toEqual([]);
  });
});

describe('a tier’s own limit', () => {
  it('is what its orders have, whatever the ticket has left [rule 9e]', () => {
    const own = new Profile({ ...smallDistrict(), tierLimits: [{ tier: 'village', limit: '3 work-day' }] });
    const scene = new Scene({}, 0, own).wait(30).raise();
    expect(scene.lead.handlingClock).toMatchObject({ budgetMs: 24 * 3_600_000 });
    expect(scene.raise().lead.handlingClock.budgetMs).toBeLessThan(16 * 3_600_000);
  });
});
