import { pairBucketsOf } from './grams.js';
import { lowestIdAt, monthBefore, monthOf } from './month.js';
import { Gathering, type Topic } from './topic.js';

interface Said {
  id: string;
  text: string;
  area?: string;
  category?: string;
}

const VILLAGE = '522730001001';
const said = (id: string, text: string, more: Partial<Said> = {}): Said => ({ id, text, ...more });
const NOISE = ['夜间施工噪声', '广场舞扰民', '油烟味太大', '垃圾没人清运', '下水道堵塞', '停车位不够'];

function topicsOf(all: readonly Said[], rule = { least: 3, likeness: 0.12 }): Topic[] {
  const gathering = new Gathering(rule);
  const ordered = [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { text } of ordered) gathering.count(pairBucketsOf(text));
  for (const { id, text, area = VILLAGE, category = '0103' } of ordered) {
    gathering.gather({ id, area, category, buckets: pairBucketsOf(text) });
  }
  return gathering.topics();
}

const others = NOISE.map((text, n) => said(`x${n}`, text));
const lamps = [
  said('a1', '村口老槐树旁的路灯不亮'),
  said('a4', '老槐树路灯又坏了'),
  said('a9', '路灯不亮，就是老槐树那盏'),
];

describe('matters that come again and again', () => {
  it('are reports of one place and category that say much the same', () => {
    expect(topicsOf([...lamps, ...others])).toEqual([
      { area: VILLAGE, category: '0103', ticketIds: ['a1', 'a4', 'a9'] },
    ]);
  });

  it('are the same topics in whatever order they are told of', () => {
    expect(topicsOf([...others, ...[...lamps].reverse()])).toEqual(topicsOf([...lamps, ...others]));
  });

  it.each([
    ['too few', lamps.slice(1)],
    ['in another place', [...lamps.slice(1), { ...said('a1', '村口老槐树旁的路灯不亮'), area: '522730001002' }]],
    ['of another category', [...lamps.slice(1), { ...said('a1', '村口老槐树旁的路灯不亮'), category: '0503' }]],
    [
      'alike in what everybody says',
      ['a1', 'a2', 'a3', ...'bcdefg'].map((id, n) => said(id, `请尽快处理${NOISE[n % 6]}`)).slice(0, 6),
    ],
  ])('are not what is %s', (_what, some) => expect(topicsOf([...some, ...others])).toEqual([]));

  it('hang together over others: the first is like the second, the second like the third', () => {
    const chain = [said('a1', '甲乙丙丁戊己'), said('a2', '丁戊己庚辛壬'), said('a3', '庚辛壬癸子丑')];
    expect(topicsOf([...chain, ...others])).toMatchObject([{ ticketIds: ['a1', 'a2', 'a3'] }]);
    expect(topicsOf([chain[0], chain[2], ...others].filter((each) => each !== undefined))).toEqual([]);
  });

  it('are found in a flood as well, where each is compared with the latest only', () => {
    const flood = Array.from({ length: 500 }, (_, n) => said(`f${String(n).padStart(3, '0')}`, `河水进村第${n}户`));
    expect(topicsOf([...flood, ...others])[0]?.ticketIds).toHaveLength(500);
  });
});

describe('a month', () => {
  it('begins and ends at midnight on the wall clock', () => {
    expect(monthOf('2026-03')).toEqual({
      code: '2026-03',
      from: new Date('2026-02-28T16:00:00Z'),
      to: new Date('2026-03-31T16:00:00Z'),
    });
  });

  it.each([
    ['2026-03-15T00:00:00Z', '2026-02'],
    ['2026-02-28T16:00:00Z', '2026-02'],
    ['2026-02-28T15:59:59Z', '2026-01'],
    ['2026-01-10T00:00:00Z', '2025-12'],
  ])('before %s is %s', (at, code) => expect(monthBefore(new Date(at)).code).toBe(code));

  it('has the ids that were made in it', () => {
    const { from, to } = monthOf('2026-03');
    expect(lowestIdAt(from) < '019ca5e0-0000-7000-8000-000000000000').toBe(true);
    expect(lowestIdAt(from) < lowestIdAt(to)).toBe(true);
    expect(lowestIdAt(new Date(0x0123456789ab))).toBe('01234567-89ab-0000-0000-000000000000');
  });
});
