import { readFileSync } from 'node:fs';
import { CLASSES } from './classes.js';
import { parseLines, readLines } from './lines.js';

const message = (change: object = {}): string =>
  JSON.stringify({
    id: '1',
    user: 'U1',
    title: '路灯',
    at: '2026-01-01T00:00:00',
    body: '路灯不亮',
    category: '交通运输',
    ...change,
  });

describe('the lines of a file', () => {
  it('are keyed by their number; a message that stands twice is two lines', () => {
    const lines = parseLines(
      [message(), message({ id: '2' }), message({ category: '环境保护' })].join('\n') + '\n',
      'f',
    );
    expect(lines.map(({ number, twinOf }) => [number, twinOf])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, 1],
    ]);
    expect(lines[0]).toMatchObject({ text: '路灯不亮', title: '路灯', user: 'U1' });
  });

  it('are refused together, each bad one with its number', () => {
    const bad = [
      message(),
      '{"id":',
      '[]',
      'null',
      message({ body: ' \n' }),
      message({ category: '天文' }),
      message({ id: '' }),
    ];
    const refused = (): unknown => parseLines(bad.join('\n'), 'f.jsonl');
    expect(refused).toThrow(/^f\.jsonl cannot be replayed:\n {2}line 2: is no JSON object\n {2}line 3: is no/);
    expect(refused).toThrow(/line 4: is no JSON object\n {2}line 5: has no text/);
    expect(refused).toThrow(/line 6: its class "天文" is none of 城乡建设.*\n {2}line 7: has no id$/);
  });

  it('are refused when intake would not take them, or when there are none', () => {
    expect(() => parseLines(message({ body: '长'.repeat(10_001) }), 'f')).toThrow('10001 characters');
    expect(() => parseLines(message({ title: 7 }), 'f')).toThrow('its title is no text');
    expect(() => parseLines('', 'f')).toThrow('it is empty');
    expect(() => readLines('/nowhere/at-all.jsonl')).toThrow('there is no such file');
  });
});

describe('the classes', () => {
  const part = (name: string) =>
    JSON.parse(readFileSync(new URL(`../../profiles/longli/${name}.json`, import.meta.url), 'utf8'));

  it('become categories that the profile knows and that start with the grid', () => {
    const { categories } = part('categories') as { categories: { code: string }[] };
    const { routes } = part('routes') as { routes: { when: { categories?: string[] } }[] };
    const known = categories.map(({ code }) => code);
    const elsewhere = routes.flatMap(({ when }) => when.categories ?? []);
    for (const code of Object.values(CLASSES).flat()) {
      expect(known).toContain(code);
      expect(elsewhere).not.toContain(code);
    }
  });
});
