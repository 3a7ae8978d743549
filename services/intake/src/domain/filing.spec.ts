import { fileLeniently, fileMatter, type District } from './filing.js';

const district: District = {
  gridAt: (lon, lat) => (lon > 106 && lon < 107 && lat > 26 && lat < 27 ? '522730001001001' : undefined),
  hasGrid: (code) => code === '522730001001002',
  hasCategory: (code) => code === '02-01',
  hasCondition: (category, condition) => category === '02-01' && condition === 'leaking',
};
const codes = (named: Parameters<typeof fileMatter>[0]) =>
  fileMatter(named, district).problems.map(({ field, code }) => `${field} ${code}`);

describe('filing a matter', () => {
  it('finds the grid from the place, where the named one is the same or none', () => {
    for (const grid of [undefined, '522730001001001']) {
      const { filing, problems } = fileMatter({ place: [106.5, 26.5], grid }, { ...district, hasGrid: () => true });
      expect(filing).toEqual({ grid: '522730001001001' });
      expect(problems).toEqual([]);
    }
  });

  it('takes a named grid where there is no place', () => {
    expect(fileMatter({ grid: '522730001001002' }, district).filing).toEqual({ grid: '522730001001002' });
  });

  it('leaves what was not named for the dispatching unit', () => {
    expect(fileMatter({}, district)).toEqual({ filing: {}, problems: [] });
  });

  it.each([
    [{ place: [10, 50] as const }, ['place place.outside-district']],
    [{ grid: '522730001001999' }, ['grid grid.unknown']],
    [{ place: [106.5, 26.5] as const, grid: '522730001001002' }, ['grid grid.contradicts-place']],
    [{ category: '99-99' }, ['category category.unknown']],
    [{ category: '02-01', condition: 'burning' }, ['condition condition.unknown']],
    [{ condition: 'leaking' }, ['condition condition.unknown']],
  ])('refuses %j', (named, expected) => expect(codes(named)).toEqual(expected));

  it('lists everything that is wrong at once', () => {
    expect(codes({ place: [10, 50], grid: '1', category: '99-99', condition: 'x' })).toEqual([
      'place place.outside-district',
      'grid grid.unknown',
      'category category.unknown',
    ]);
  });

  it('drops what it does not know where the sender cannot be asked', () => {
    expect(fileLeniently({ place: [10, 50], category: 'roads' }, district)).toEqual({});
    expect(fileLeniently({ place: [106.5, 26.5], category: '02-01' }, district)).toEqual({
      grid: '522730001001001',
      category: '02-01',
    });
  });
});
