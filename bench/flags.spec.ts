import { DEFAULT_PORT, commandOf, parseFlags } from './flags.js';

describe('the flags of the bench', () => {
  it('run everything that fits into twenty minutes when there are none', () => {
    expect(parseFlags([])).toEqual({
      full: false,
      only: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'],
      json: undefined,
      port: DEFAULT_PORT,
      clean: false,
      docs: false,
      profile: false,
    });
  });

  it('name rows in any order, once each', () => {
    expect(parseFlags(['--only', '5, 3,5']).only).toEqual(['3', '5']);
  });

  it.each([
    [['--only', '3,12'], 'there is no row "12"'],
    [['--only', ''], 'there is no row ""'],
    [['--port', '80'], '--port 80 is not a port'],
    [['--port', '70000'], 'is not a port'],
    [['--port', 'x'], 'is not a port'],
    [['--json', ''], '--json needs a file'],
    [['--profile', '--docs'], 'exclude each other'],
    [['--fast'], "Unknown option '--fast'"],
    [['3'], "Unexpected argument '3'"],
  ])('%j is refused', (args, why) => {
    expect(() => parseFlags(args)).toThrow(why);
    expect(() => parseFlags(args)).toThrow('npm run bench -- [flags]');
  });
});

it.each([
  [[], 'npm run bench'],
  [['--only', '3'], 'npm run bench -- --only 3'],
  [['--json', 'some/file', '--full'], 'npm run bench -- --full'],
  [['--json=some/file'], 'npm run bench'],
])('%j is told as `%s`', (args, command) => expect(commandOf(args)).toBe(command));
