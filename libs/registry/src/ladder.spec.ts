import { sampleProfile } from '../test/sample.js';
import type { ProfileDocument } from './document.js';
import type { Area, Unit } from './document/places.js';
import { Profile } from './profile.js';
import { validateProfile } from './validate.js';

const [GRID, BRANCH, ROOM, CENTRE] = ['522730001001001', '522730001001-branch', '522730001-room', '522730-centre'];
const unit = (code: string, kind: Unit['kind'], tier: Unit['tier'], area: string, parent?: string): Unit => ({
  code,
  name: { zh: code, en: code },
  kind,
  tier,
  area,
  ...(parent === undefined ? {} : { parent }),
});

/** The sample with other areas, and units more. */
function locality(change: (area: Area) => Area, units: Unit[] = [], areas: Area[] = []): Profile {
  const sample = sampleProfile();
  const document: ProfileDocument = {
    ...sample,
    areas: [...areas, ...sample.areas.map(change)],
    units: [...units, ...sample.units],
    district: { ...sample.district, code: areas[0]?.code ?? sample.district.code },
  };
  expect(validateProfile(document)).toEqual([]);
  return new Profile(document);
}

const climb = (profile: Profile, code: string): string[] => {
  const above = profile.unitAbove(code);
  return above ? [code, ...climb(profile, above.code)] : [code];
};

describe('where a unit above dispatches', () => {
  const platform = locality((area) =>
    area.level === 'village' ? { ...area, office: area.dispatchingUnit, dispatchingUnit: `${area.parent}-room` } : area,
  );
  const oneSeat = locality((area) =>
    area.level === 'county' ? area : { ...area, office: area.dispatchingUnit, dispatchingUnit: CENTRE },
  );

  it('the offices are the steps of the ladder all the same', () => {
    expect(climb(platform, GRID)).toEqual([GRID, BRANCH, ROOM]);
    expect(climb(oneSeat, GRID)).toEqual([GRID, BRANCH, ROOM]);
  });

  it('that unit verifies, never its own', () => {
    expect([GRID, BRANCH, ROOM].map((code) => platform.verifierOf(code).code)).toEqual([ROOM, ROOM, CENTRE]);
    expect([GRID, BRANCH, ROOM].map((code) => oneSeat.verifierOf(code).code)).toEqual([CENTRE, CENTRE, CENTRE]);
  });

  it('a route’s grade is the office of that tier', () => {
    const at = new Date('2026-03-02T10:00+08:00');
    const urgent = { category: '0102', severity: 'emergency', channel: 'resident', grid: GRID, at } as const;
    expect(oneSeat.route(urgent)).toMatchObject({ unit: ROOM, grade: 'township', inform: [GRID] });
    expect(oneSeat.route({ ...urgent, category: undefined })).toMatchObject({ waitsFor: CENTRE });
  });
});

describe('where the centre’s own area handles matters too', () => {
  const office = unit('522730-office', 'office', 'district', '522730', CENTRE);
  const town = locality((area) => (area.level === 'county' ? { ...area, office: office.code } : area), [office]);

  it('what is raised ends with its office, which the centre verifies', () => {
    expect(climb(town, GRID)).toEqual([GRID, BRANCH, ROOM, office.code]);
    expect(town.verifierOf(office.code).code).toBe(CENTRE);
  });
});

describe('a micro-grid', () => {
  it('raises to its grid, and is verified by the village', () => {
    const code = `${GRID}01`;
    const sample = sampleProfile();
    const micro = { code, name: { zh: '微', en: 'Micro' }, area: '522730001001', box: [0, 0, 0.5, 0.5] as never };
    const profile = new Profile({
      ...sample,
      grids: [...sample.grids, micro],
      units: [...sample.units, unit(code, 'grid', 'grid', micro.area, GRID)],
    });
    expect(climb(profile, code)).toEqual([code, GRID, BRANCH, ROOM]);
    expect(profile.verifierOf(code).code).toBe(BRANCH);
    expect([profile.gridAt(0.2, 0.2)?.code, profile.gridAt(0.7, 0.7)?.code]).toEqual([code, GRID]);
  });
});

describe('in a city', () => {
  const CITY = '5227-centre';
  const root: Area = { code: '5227', name: { zh: '市', en: 'City' }, level: 'city', dispatchingUnit: CITY };
  const departments = [
    unit(CITY, 'centre', 'district', '5227'),
    unit('5227-water', 'department', 'district', '5227', CITY),
  ];
  const city = locality((area) => (area.level === 'county' ? { ...area, parent: '5227' } : area), departments, [root]);

  it('a county’s townships and departments are verified by its own centre, the city’s by the city’s', () => {
    expect([ROOM, '522730-water', '5227-water'].map((code) => city.verifierOf(code).code)).toEqual([
      CENTRE,
      CENTRE,
      CITY,
    ]);
    expect(climb(city, GRID)).toEqual([GRID, BRANCH, ROOM]);
  });

  it('a category’s department is that of the place’s county, where the county has one', () => {
    const under = (parent: string) => ({
      ...city.document,
      categories: [{ code: '0102', name: root.name, department: '5227-water' }],
      units: city.document.units.map((each) => (each.code === '522730-water' ? { ...each, parent } : each)),
    });
    expect(new Profile(under('5227-water')).departmentFor('0102', '522730001').code).toBe('522730-water');
    expect(new Profile(under(CENTRE)).departmentFor('0102', '522730001').code).toBe('5227-water');
    expect(new Profile(under('5227-water')).departmentFor('0102', '5227').code).toBe('5227-water');
  });
});
