import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allCommands } from '@gridwhistle/contracts';
import { CHECKOUT } from '@gridwhistle/testing/servers';

/** What a door does with a command: which method, of which provider, decides it. */
type Doors = Map<string, string>;

const texts = globSync('services/*/src/*.{http,bus}.ts', { cwd: CHECKOUT }).map((file) =>
  readFileSync(join(CHECKOUT, file), 'utf8'),
);
const doorsBy = (door: RegExp): Doors =>
  new Map(texts.flatMap((text) => [...text.matchAll(door)]).map(([, command = '', method = '']) => [command, method]));

/** From the decorator or the body to the first call of a provider. */
const CALLS = String.raw`[\s\S]*?this\.(\w+\.\w+)\(`;
const http = doorsBy(new RegExp(String.raw`@Body\(\) [^:]+: (\w+),${CALLS}`, 'g'));
const bus = doorsBy(new RegExp(String.raw`@BusCommand\((\w+)\)\n${CALLS}`, 'g'));

describe('HTTP and bus', () => {
  it('are two doors to the same decision for every command, so that the same guards hold [rule 8]', () => {
    const differ = [...bus].filter(([command, method]) => http.has(command) && http.get(command) !== method);
    expect(differ).toEqual([]);
    expect([...bus.keys()].filter((command) => http.has(command)).length).toBeGreaterThan(30);
  });

  it('serve every command that a unit may send, but for those that have no body', () => {
    const onTheBus = allCommands()
      .filter((command) => command.bus)
      .map(({ cls }) => cls.name);
    expect([...bus.keys()].sort()).toEqual(onTheBus.sort());
    expect(onTheBus.filter((command) => !http.has(command) && !/^(Read|List|Count)/.test(command))).toEqual([]);
  });

  it('decide nothing themselves: who may do what is asked behind both [rule 8]', () => {
    expect(texts.filter((text) => /\b(may|require)\(/.test(text))).toEqual([]);
  });
});
