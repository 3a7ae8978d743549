import { parseFlags } from './flags.js';

describe('the flags of npm start', () => {
  it('have defaults', () => {
    const off = { fresh: false, oneProcess: false, simulated: false, noSync: false, detach: false };
    expect(parseFlags([])).toEqual({ district: 'longli', port: 8080, ...off });
  });

  it('are all understood', () => {
    const args = [
      '--district',
      'x',
      '--port',
      '9000',
      '--fresh',
      '--one-process',
      '--simulated',
      '--no-sync',
      '--detach',
    ];
    const on = { fresh: true, oneProcess: true, simulated: true, noSync: true, detach: true };
    expect(parseFlags(args)).toEqual({ district: 'x', port: 9000, ...on });
  });

  it.each([[['--prot', '9000']], [['--port', 'x']], [['--port', '65530']], [['--district', '../x']], [['longli']]])(
    'refuse %j and show what is possible',
    (args) => expect(() => parseFlags(args)).toThrow('npm start -- [flags]'),
  );
});
