import { parseFlags } from './flags.js';

const known = [
  { name: 'nats-killed' },
  { name: 'store-deleted', nodes: 1 },
  { name: 'leader-killed', nodes: 3 },
] as const;

describe('the flags of npm run faults', () => {
  it('have defaults', () => {
    expect(parseFlags([], known)).toMatchObject({
      minutes: 2,
      only: [],
      nodes: 1,
      port: undefined,
      rate: 2,
      short: false,
    });
  });

  it('are understood', () => {
    const args = ['--minutes', '0.5', '--seed', 'a-1', '--only', 'nats-killed, store-deleted', '--reports', '20'];
    expect(parseFlags(args, known)).toMatchObject({
      minutes: 0.5,
      seed: 'a-1',
      only: ['nats-killed', 'store-deleted'],
      reports: 20,
    });
    expect(parseFlags(['--nodes', '3', '--only', 'leader-killed,nats-killed'], known)).toMatchObject({ nodes: 3 });
  });

  it('are shown when asked for', () => expect(parseFlags(['--help'], known).help).toBe(true));

  it.each([
    [['--minutes', 'x'], '--minutes x is no number'],
    [['--minutes', '0'], '--minutes 0 is no number'],
    [['--seed', 'a b'], '--seed a b is no seed'],
    [['--only', 'sun-explodes'], 'there is no fault sun-explodes'],
    [['--reports', '1.5'], '--reports 1.5 is no whole number'],
    [['--port', '65500'], '--port 65500 is no number'],
    [['--nodes', '2'], '--nodes 2 is neither 1 nor 3'],
    [['--only', 'leader-killed'], 'leader-killed needs --nodes 3'],
    [['--nodes', '3', '--only', 'store-deleted'], 'store-deleted needs --nodes 1'],
    [['--nodes', '3', '--short'], '--short is for one NATS server'],
    [['--short', '--calm'], 'exclude each other'],
    [['--short', '--minutes', '3'], 'leave --minutes out'],
    [['--frobnicate'], 'frobnicate'],
    [['more'], 'more'],
  ])('refuse %j', (args, why) => {
    expect(() => parseFlags(args, known)).toThrow(why);
    expect(() => parseFlags(args, known)).toThrow('npm run faults -- [flags]');
  });
});
