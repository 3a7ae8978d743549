import { parseFlags } from './flags.js';

describe('the flags of the replay', () => {
  it('take a file and have defaults', () => {
    expect(parseFlags(['a.jsonl'])).toMatchObject({ file: 'a.jsonl', rate: 5, own: false, kills: 0 });
    expect(parseFlags(['a.jsonl', '--rate', '0.5/s', '--own', '--kills', '20', '--seed', 'x-1'])).toMatchObject({
      rate: 0.5,
      own: true,
      kills: 20,
      seed: 'x-1',
    });
    expect(parseFlags(['a.jsonl', '--url', 'http://127.0.0.1:9000/']).url).toBe('http://127.0.0.1:9000');
  });

  it.each([
    [[], 'which file?'],
    [['a', 'b'], 'not also b'],
    [['a', '--rate', '0'], '--rate 0 is no rate'],
    [['a', '--rate', '-3/s'], '--rate'],
    [['a', '--rate', '1e9'], '--rate 1e9 is no rate'],
    [['a', '--rate', '5/min'], '--rate 5/min is no rate'],
    [['a', '--lines', '0'], '--lines 0 is not a whole number'],
    [['a', '--kills', '3'], 'add --own'],
    [['a', '--port', '9000'], '--port is for --own'],
    [['a', '--own', '--url', 'http://x'], 'exclude each other'],
    [['a', '--url', 'nonsense'], '--url nonsense is no address'],
    [['a', '--seed', 'a b'], '--seed a b is no seed'],
    [['a', '--faster'], '--faster'],
  ])('%j is refused', (args, why) => {
    expect(() => parseFlags(args)).toThrow(why);
  });
});
