import { parseFlags } from './flags.js';

const parse = (...args: string[]) => parseFlags(args, ['longli', 'xinyang']);

describe('the flags of a simulation', () => {
  it('are a district and what else is to be played', () => {
    expect(parse('--district', 'longli')).toEqual({
      district: 'longli',
      tickets: 2_000,
      months: 1,
      seed: '1',
      whatIf: undefined,
      charts: undefined,
      png: false,
      fresh: false,
      keep: false,
    });
    const given = parse(
      '--district',
      'xinyang',
      '--tickets',
      '640000',
      '--months',
      '21',
      '--seed',
      'a-1',
      '--charts',
      'c',
      '--png',
    );
    expect(given).toMatchObject({ tickets: 640_000, months: 21, seed: 'a-1', charts: 'c', png: true });
  });

  it.each([
    [[], 'which --district?'],
    [['--district', 'atlantis'], '--district atlantis is no folder of profiles/'],
    [['--district', '../longli'], 'is no folder of profiles/'],
    [['--district', 'longli', '--tickets', '0'], '--tickets 0 is not a whole number'],
    [['--district', 'longli', '--tickets', '1e3'], '--tickets 1e3 is not a whole number'],
    [['--district', 'longli', '--months', '-1'], '--months'],
    [['--district', 'longli', '--months', '0.01'], '--months 0.01 is not a number from 0.1 to 60'],
    [['--district', 'longli', '--months', '1e1'], '--months 1e1 is not a number'],
    [['--district', 'longli', '--seed', 'a/b'], '--seed a/b is no seed'],
    [['--district', 'longli', '--png'], '--png is for --charts'],
    [['--district', 'longli', '--colour', 'red'], '--colour'],
    [['--district', 'longli', 'and-more'], 'and-more'],
    [['--tickets', 'x', '--months', 'y', '--seed', ''], /^which --district\?\n--seed .*\n--tickets x .*\n--months y /],
  ])('%j is refused, each problem in a line', (args, why) => {
    expect(() => parse(...args)).toThrow(why);
  });
});
