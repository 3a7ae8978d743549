import { allEvents } from '@gridwhistle/contracts';
import { TICKET_STATES, TIERS } from '@gridwhistle/kernel';
import { readFileSync } from 'node:fs';

const words = readFileSync(new URL('../../page/words.js', import.meta.url), 'utf8');
const known = (key: string): boolean => new RegExp(`^  '?${key}'?: \\[`, 'm').test(words);

describe('the words of the plain pages', () => {
  it('name every event of a timeline', () => {
    const missing = allEvents().filter(({ name }) => !known(name));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('name every tier and tell reporters what every state means', () => {
    const keys = [
      ...TIERS.map((tier) => `tier.${tier}`),
      ...TICKET_STATES.flatMap((s) => [`mine.${s}`, `mine.${s}.means`]),
    ];
    expect(keys.filter((key) => !known(key))).toEqual([]);
  });
});
