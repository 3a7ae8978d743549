import { parseFlags } from './flags.js';

const known = ['nats-killed', 'store-deleted'];

describe('the flags of npm run faults', () => {
  it('have defaults', () => {
    expect(parseFlags([], known)).toMatchObject({ minutes: 2, only: [], port: undefined, rate: 2, short: false });
  });

  it('are understood', () => {
    const args = ['--minutes', '0.5', '--seed', 'a-1', '--only', 'nats-killed, store-deleted', '--reports', '20'];
    expect(parseFlags(args, known)).toMatchObject({ minutes: 0.5, seed: 'a-1', only: known, reports: 20 });
  });

  it.each([
    [['--minutes', 'x'], '--minutes x is no number'],
    [['--minutes', '0'], '--minutes 0 is no number'],
    [['--seed', 'a b'], '--seed a b is no seed'],
    [['--only', 'sun-explodes'], 'there is no fault sun-explodes'],
    [['--reports', '1.5'], '--reports 1.5 is no whole number'],
    [['--port', '65500'], '--port 65500 is no number'],
    [['--short', '--calm'], 'exclude each other'],
    [['--short', '--minutes', '3'], 'leave --minutes out'],
    [['--frobnicate'], 'frobnicate'],
    [['more'], 'more'],
  ])('refuse %j', (args, why) => {
    expect(() => parseFlags(args, known)).toThrow(why);
    expect(() => parseFlags(args, known)).toThrow('npm run faults -- [flags]');
  });
});
