import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHECKOUT = fileURLToPath(new URL('..', import.meta.url));
const PAGES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...globSync('docs/adr/*.md', { cwd: CHECKOUT })];
const read = (page: string): string => readFileSync(join(CHECKOUT, page), 'utf8');

/** What the pages tell a newcomer to type: lines of their `sh` blocks and commands inside the text, without comments. */
const typed = PAGES.map(read).flatMap((text) => [
  ...[...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.split('\n')),
  ...[...text.matchAll(/`(np[mx] [^`]+)`/g)].map(([, command = '']) => command),
]);
const COMMANDS = [...new Set(typed.map((line) => line.replace(/ *#.*/, '')).filter(Boolean))];
const those = (start: string): string[] => COMMANDS.filter((command) => `${command} `.startsWith(`${start} `));
const flagsOf = (command: string): string[] => command.match(/(?<= )--[a-z-]+/g) ?? [];

/** Rows of "Where is …?": what is looked for, where it is. */
const PLACES = [...read('README.md').matchAll(/^\| (.+) \| `([^`]+)`.*\|$/gm)].map(([, what, place]) => [what, place]);

describe('what the README and its neighbours say', () => {
  it('is commands and places', () => {
    expect(COMMANDS).toEqual(expect.arrayContaining(['npm start', 'npm test', 'npm run check', 'npx gw status']));
    expect(PLACES.length).toBeGreaterThan(5);
  });

  test.each(those('npm'))('`%s` is a script', (command) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const [, first = '', second = ''] = command.split(' ');
    expect(Object.keys(scripts)).toContain(first === 'run' ? second : first);
  });

  test.each([
    ['npm start', 'start'],
    ['npm run replay', 'replay'],
  ])('the flags given to `%s` are known to it', async (command, script) => {
    const { said } = await run('tools/bootstrap.mjs', script, '--help');
    for (const flag of those(command).flatMap(flagsOf)) expect(said).toContain(`  ${flag} `);
  });

  test.each(those('npx gw'))('`%s` is a command of gw with these arguments', async (command) => {
    const words = command.split(' ').slice(2);
    const { said } = await run('tools/gw/bin/gw.mjs', ...words, '--help');
    const [, name = '', parameters = ''] = /^Usage: gw ([a-z -]+?) \[options\](.*)$/m.exec(said) ?? [];
    const given = `${words.join(' ')} `.replace(`${name} `, '').replace(/--\S+( [^-]\S*)? /g, '');
    const [needed, possible] = [/<[^>]+>/g, /<[^>]+>|\[[^\]]+\]/g].map((each) => parameters.match(each)?.length ?? 0);
    expect(given.split(' ').filter(Boolean).length).toBeGreaterThanOrEqual(needed ?? 0);
    expect(given.split(' ').filter(Boolean).length).toBeLessThanOrEqual(possible ?? 0);
    for (const flag of flagsOf(command)) expect(said).toContain(`  ${flag} `);
  });

  it('is right about how a profile is checked', async () => {
    expect(await run('tools/gw/bin/gw.mjs', 'profile', 'validate', 'profiles/longli')).toMatchObject({ code: 0 });
  });

  test.each(PLACES)('%s: %s', (_what, place = '') => {
    expect(globSync(place.replace(/<[^>]+>/g, '*'), { cwd: CHECKOUT })).not.toEqual([]);
  });

  test.each(PAGES)('%s links to what exists', (page) => {
    const targets = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target = '']) => target);
    expect(targets.filter((target) => !existsSync(join(CHECKOUT, dirname(page), target)))).toEqual([]);
  });
});

/** Runs one of the checkout's commands; what it said, on both channels. */
function run(...args: string[]): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: CHECKOUT }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, said: `${stdout}${stderr}` });
    });
  });
}
