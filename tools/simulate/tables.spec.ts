import { Profile, type Simulation } from '@gridwhistle/registry';
import { smallDistrict } from '@gridwhistle/testing/small-district';
import type { Figures } from '../charts/figures.js';
import { periodsOf } from './assessed.js';
import { besideTable } from './beside.js';
import { publishedTable } from './published.js';
import { checkCounts } from './tables.js';
import { Tally } from './tally.js';

const figures: Figures = {
  ...{ tickets: 2_000, assigned: 2_000, resolved: 1_999, closed: 1_990, late: 20, redone: 3, onTheSpot: 1_000 },
  ...{ outcomes: { solved: 1_900, 'self-help': 99 }, hours: [], returns: 4, councils: 0, whistles: 3, completed: 2 },
  tiers: { grid: { orders: 2_000, confirmed: 1_800, raised: 190, late: 20 } },
  units: { a: { orders: 30, late: 2 }, b: { orders: 20, late: 0 } },
};
const name = { zh: '吹哨', en: 'Whistles' };

describe('published figures', () => {
  const profile = new Profile(smallDistrict());
  const table = (published: Simulation['published'], change: Partial<Figures> = {}): string[] =>
    publishedTable({ published } as Simulation, { ...figures, ...change }, profile).slice(1);

  it('stand beside those of the run, never in their place', () => {
    expect(table([{ figure: 'whistles', value: 964, of: 640_000, name }])).toEqual([
      expect.stringMatching(/^吹哨 · Whistles +964 +3 +1\.51 +1\.50$/),
    ]);
    expect(table([{ figure: 'matters', value: 640_000, name }])).toEqual([expect.stringMatching(/ 640,000 +2,000$/)]);
  });

  it('that are shares are compared as shares, and are no number without a case', () => {
    const completed: Simulation['published'] = [{ figure: 'whistles-completed', value: 0.911, name }];
    expect(table(completed)).toEqual([expect.stringMatching(/ 91\.1 % +66\.7 %$/)]);
    expect(table(completed, { whistles: 0, completed: 0 })).toEqual([expect.stringMatching(/ 91\.1 % +no cases$/)]);
  });
});

describe('ledger and runner', () => {
  const counts = { report: 2_000, 'on the spot': 1_000, 'confirm grid': 800, 'raise grid': 190, redo: 3, whistle: 3 };

  it('agree when they count the same, what was settled on the spot with what was confirmed', () => {
    expect(checkCounts(figures, new Tally({ ...counts, 'return grid': 3, 'return village': 1 })).wrong).toEqual([]);
  });

  it('are told apart by what they count otherwise', () => {
    expect(checkCounts(figures, new Tally(counts)).wrong).toEqual(['returned: 4 in the ledger, 0 here']);
  });
});

describe('two profiles side by side', () => {
  it('differ by what was late, whistled for and had to be done', () => {
    const other = {
      ...figures,
      late: 35,
      whistles: 1,
      units: { a: { orders: 10, late: 9 }, c: { orders: 40, late: 1 } },
    };
    const lines = besideTable(figures, other);
    expect(lines.find((line) => line.startsWith('tickets late'))).toMatch(/20 +35 +\+15$/);
    expect(lines.find((line) => line.startsWith('whistles '))).toMatch(/3 +1 +-2$/);
    expect(lines.slice(-3)).toEqual([
      expect.stringMatching(/^c +0 +40 +\+40 +0 +1 +\+1$/),
      expect.stringMatching(/^a +30 +10 +-20 +2 +9 +\+7$/),
      expect.stringMatching(/^b +20 +0 +-20 +0 +0 +0$/),
    ]);
  });
});

test('the periods of a span are those that it touches', () => {
  const span = { from: Date.parse('2026-11-15T00:00:00+08:00'), to: Date.parse('2027-02-01T00:00:00+08:00') };
  expect(periodsOf(span, 1)).toEqual(['2026-11', '2026-12', '2027-01']);
  expect(periodsOf(span, 3)).toEqual(['2026-q4', '2027-q1']);
  expect(periodsOf(span, 12)).toEqual(['2026', '2027']);
});
