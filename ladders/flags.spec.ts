import { parseFlags } from './flags.js';

const KNOWN = ['longli', 'shangba'];

it('every profile and a thousand tickets where nothing is said', () => {
  expect(parseFlags([], KNOWN)).toEqual({ districts: KNOWN, tickets: 1000, seed: undefined, storyOnly: false });
});

it('one or several of them, so many tickets, a seed, the story alone', () => {
  const flags = parseFlags(['--district', 'shangba', '--tickets', '30', '--seed', 'a-1', '--story'], KNOWN);
  expect(flags).toEqual({ districts: ['shangba'], tickets: 30, seed: 'a-1', storyOnly: true });
});

it.each([
  [['--district', 'nowhere'], '--district nowhere is no folder of profiles/'],
  [['--tickets', '0'], '--tickets 0 is not a whole number'],
  [['--tickets', 'many'], '--tickets many is not a whole number'],
  [['--seed', 'ä b'], '--seed ä b is no seed'],
  [['--kills', '3'], '--kills'],
])('%j is refused, with the usage', (args, problem) => {
  expect(() => parseFlags(args, KNOWN)).toThrow(problem);
  expect(() => parseFlags(args, KNOWN)).toThrow('npm run ladders');
});
