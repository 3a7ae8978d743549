import {
  BRANCH,
  CENTRE,
  DESK,
  DUTY,
  GRID,
  HOUSING,
  OTHER_GRID,
  OTHER_ROOM,
  ROOM,
  URBAN,
  WATER,
  WATER_EAST,
} from '@gridwhistle/testing/small-district';
import { DirectiveScene, type Asked } from '../../test/directive-scene.js';
import { refusal } from '../../test/scene.js';

const codes = (asked: Asked): string[] =>
  new DirectiveScene().targets({ duty: DUTY, ...asked }).targets.map(({ unit, person }) => person ?? unit.code);
const problems = (asked: Asked): string[] =>
  new DirectiveScene().targets(asked).problems.map(({ field, code }) => `${field} ${code}`);

const worker = { person: 'worker', unit: GRID };
const head = { person: 'head', unit: BRANCH };
const twice = { person: 'worker', unit: OTHER_GRID };

describe('whom a directive addresses', () => {
  it.each<[string, Asked, string[]]>([
    ['units of tiers in areas', { areas: ['522730001'], tiers: ['village', 'grid'] }, [BRANCH, GRID, OTHER_GRID]],
    ['all units of a tier', { tiers: ['township'] }, [ROOM, OTHER_ROOM, DESK]],
    ['named units', { units: [WATER, GRID] }, [WATER, GRID]],
    ['persons by role in areas', { areas: ['522730001001'], roles: ['head'], byRole: [head] }, ['head']],
    ['nobody by role elsewhere', { areas: ['522730002'], roles: ['head'], byRole: [head] }, []],
    ['named persons', { persons: ['worker'], named: [worker] }, ['worker']],
    ['each once', { units: [GRID, GRID], persons: ['worker'], named: [worker, twice] }, [GRID, 'worker']],
    ['what is selected and named', { tiers: ['village'], areas: ['522730001'], units: [WATER] }, [BRANCH, WATER]],
    ['never the issuer itself', { units: [CENTRE, WATER] }, [WATER]],
    ['only whom it stands above', { issuer: ROOM, tiers: ['village'] }, [BRANCH]],
    [
      'a bureau’s branches, and those of the areas below',
      { issuer: WATER, reach: {}, tiers: ['district', 'village'] },
      [...[WATER_EAST, BRANCH, '522730002001-branch']],
    ],
    [
      'departments beside one where its channel says so',
      { issuer: WATER, tiers: ['district'] },
      [...[URBAN, HOUSING, WATER_EAST]],
    ],
    ['tiers that its channel reaches', { reach: { tiers: ['township'] }, areas: ['522730001'] }, [ROOM, DESK]],
  ])('%s', (_what, asked, expected) => {
    expect(codes(asked).sort()).toEqual([...expected].sort());
  });

  it('lists everything that is wrong', () => {
    const asked = {
      areas: ['522730001', '99'],
      tiers: ['moon'],
      roles: ['king'],
      units: ['nowhere', CENTRE, WATER_EAST],
      persons: ['ghost'],
    };
    expect(problems(asked)).toEqual([
      'to.areas.1 area.unknown',
      'to.tiers.0 tier.unknown',
      'to.roles.0 role.unknown',
      'to.units.0 unit.unknown',
      'to.units.1 directive.not-allowed',
      'to.persons.0 staff.unknown',
    ]);
    expect(
      problems({ issuer: ROOM, areas: ['522730002'], units: [WATER], persons: ['worker'], named: [worker] }),
    ).toEqual(['to.areas.0 directive.not-allowed', 'to.units.0 directive.not-allowed', 'duty admission.missing']);
    expect(problems({ issuer: ROOM, persons: ['a'], named: [{ person: 'a', unit: WATER }] })).toEqual([
      'to.persons.0 directive.not-allowed',
      'to directive.nobody',
    ]);
  });

  it('it goes down: nobody above its issuer, and beside it only where the channel says so [directive 8]', () => {
    const notBelow = (issuer: string, unit: string, reach?: Asked['reach']): string[] =>
      problems({ issuer, units: [unit], ...(reach ? { reach } : {}) });
    const refused = ['to.units.0 directive.not-allowed', 'to directive.nobody'];
    expect(notBelow(WATER, CENTRE)).toEqual(refused);
    expect(notBelow(WATER_EAST, WATER)).toEqual(refused);
    expect(notBelow(DESK, ROOM)).toEqual(refused);
    expect(notBelow(WATER, URBAN, {})).toEqual(refused);
    expect(notBelow(WATER, URBAN)).toEqual([]);
    expect(notBelow(WATER, WATER_EAST, {})).toEqual([]);
    expect(notBelow(WATER, ROOM, { tiers: ['village'] })).toEqual(refused);
    expect(problems({ tiers: ['village'], reach: { tiers: ['township'] } })).toEqual([
      'to.tiers.0 directive.not-allowed',
      'to directive.nobody',
    ]);
  });

  it('to a grid it names an admitted duty [admission 4]', () => {
    expect(problems({ units: [GRID] })).toEqual(['duty admission.missing']);
    expect(problems({ units: [GRID], duty: 'accounting' })).toEqual(['duty admission.missing']);
    expect(problems({ persons: ['worker'], named: [worker] })).toEqual(['duty admission.missing']);
    expect(problems({ units: [GRID], duty: DUTY })).toEqual([]);
    expect(problems({ units: [BRANCH, WATER] })).toEqual([]);
    expect(refusal(() => new DirectiveScene().draft({ units: [GRID] }))).toBe('admission.missing');
    expect(refusal(() => new DirectiveScene().draft({ units: [GRID, 'x'] }))).toBe('input.invalid');
  });

  it('nobody is no selection', () => {
    expect(refusal(() => new DirectiveScene().draft({}))).toBe('directive.nobody');
  });
});
