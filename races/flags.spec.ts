import { parseFlags } from './flags.js';

const known = ['accept-return', 'merge-merge'];

describe('the flags of npm run races', () => {
  it('have defaults', () => {
    expect(parseFlags([], known)).toEqual({ times: 200, pairs: [], fresh: false, list: false });
  });

  it('are understood', () => {
    const args = ['--times', '5', '--pairs', 'merge-merge,accept-return', '--seed', 'a-1'];
    expect(parseFlags(args, known)).toMatchObject({ times: 5, pairs: ['merge-merge', 'accept-return'], seed: 'a-1' });
  });

  it.each([
    [['--times', '0'], '--times 0 is no number'],
    [['--times', '1.5'], '--times 1.5 is no whole number'],
    [['--pairs', 'hare-tortoise'], 'there is no pair hare-tortoise'],
    [['--seed', 'a b'], '--seed a b is no seed'],
    [['more'], 'more'],
  ])('refuse %j', (args, why) => {
    expect(() => parseFlags(args, known)).toThrow(why);
    expect(() => parseFlags(args, known)).toThrow('npm run races -- [flags]');
  });
});
