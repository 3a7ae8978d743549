import { settlementProblems, type SettledReport } from './on-the-spot.js';

const GRID = '522730001001001';
const FINE: SettledReport = {
  reportedBy: GRID,
  filing: { grid: GRID, category: '0102' },
  severity: 'normal',
  photos: 1,
};

const fields = (report: Partial<SettledReport>): (string | undefined)[] =>
  settlementProblems({ ...FINE, ...report }).map(({ field }) => field);

describe('a report that was settled on the spot', () => {
  it('is a grid worker’s, in their own grid, with category and proof [up 1]', () => {
    expect(fields({})).toEqual([]);
    expect(fields({ filing: { grid: `${GRID}02`, category: '0102' } })).toEqual([]);
  });

  it('is nobody else’s, and of no other grid', () => {
    expect(fields({ reportedBy: undefined })).toEqual(['settled']);
    expect(fields({ filing: { grid: '522730001001002', category: '0102' } })).toEqual(['settled']);
    expect(fields({ filing: { category: '0102' } })).toEqual(['settled']);
  });

  it('lists everything that bars it', () => {
    expect(fields({ filing: {}, severity: 'emergency', photos: 0, reportedBy: undefined })).toEqual([
      'settled',
      'category',
      'severity',
      'photos',
    ]);
  });
});
