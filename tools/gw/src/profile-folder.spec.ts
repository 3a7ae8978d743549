import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOM, smallDistrict } from '@gridwhistle/testing/small-district';
import { jest } from '@jest/globals';
import type { Failure } from './failure.js';
import type { Installation } from './installation.js';
import { applyFolder, diffFolders, diffInForce, tryFolder, validateFolder } from './profile.js';
import { dryRunRoutes } from './routes.js';

// The commands load it when they need it; here it is there before a test's time runs.
await import('@gridwhistle/registry');

/** The folder is read before anybody is asked. */
const nowhere = {} as Installation;
const COMMANDS: [name: string, run: (folder: string, right: string) => Promise<void>][] = [
  ['validate', (folder) => validateFolder(folder)],
  ['diff, the first', (folder, right) => diffFolders(folder, right)],
  ['diff, the second', (folder, right) => diffFolders(right, folder)],
  ['diff, with what is in force', (folder) => diffInForce(nowhere, folder)],
  ['apply', (folder) => applyFolder(nowhere, folder)],
  ['apply --dry-run', (folder) => tryFolder(nowhere, folder)],
];

let [broken, right] = ['', ''];
const folderWith = async (text: string, staff: object = { staff: [] }): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'gw-profile-'));
  await writeFile(join(folder, 'staff.json'), JSON.stringify(staff));
  await writeFile(join(folder, 'district.json'), text);
  return folder;
};

beforeAll(async () => {
  broken = await folderWith('{ "format": 1,\n}\n');
  right = await folderWith(JSON.stringify(smallDistrict()));
});
afterAll(() => Promise.all([broken, right].map((folder) => rm(folder, { recursive: true }))));

describe('the difference of two folders', () => {
  it('is also told of staff, of one district: ids and posts, no names [partition 4]', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    const people = {
      staff: [{ id: 'anna', name: '安娜', active: true, memberships: [{ unit: ROOM, roles: ['head'] }] }],
    };
    const manned = await folderWith(JSON.stringify(smallDistrict()), people);
    const elsewhere = await folderWith(JSON.stringify(smallDistrict()).replaceAll('522730', '500152'), people);
    const told = async (one: string, other: string): Promise<string> => {
      log.mockClear();
      await diffFolders(one, other, true);
      return log.mock.calls.flat().join(' ');
    };
    const { differences } = JSON.parse(await told(right, manned)) as { differences: object[] };
    expect(differences).toEqual([{ part: 'staff', about: `anna ${ROOM}`, other: 'head' }]);
    const code = { part: 'district', about: 'code', one: '522730', other: '500152' };
    expect(JSON.parse(await told(right, elsewhere))).toEqual({ differences: [code] });
    log.mockRestore();
    process.exitCode = 0;
    await Promise.all([manned, elsewhere].map((folder) => rm(folder, { recursive: true })));
  });
});

describe('a folder of JSON that is no profile', () => {
  let odd: string;
  beforeEach(async () => (odd = await folderWith('{ "hello": 1, "areas": 3, "grids": [null] }', { people: [] })));
  afterEach(() => rm(odd, { recursive: true }));
  const told = [
    'district.json: hello: must NOT have additional properties',
    'district.json: areas: must be array',
    'district.json: grids.0: must be object',
    "units: must have required property 'units'",
    'staff.json: people: must NOT have additional properties',
    "staff.json: staff: must have required property 'staff'",
  ];

  it.each(COMMANDS.filter(([name]) => name.startsWith('diff')))('is not compared: %s', async (_name, run) => {
    const refused = await run(odd, right).then(
      () => undefined,
      (error: Failure) => error,
    );
    expect(refused?.code).toBe(1);
    const [first, ...problems] = refused?.message.split('\n  ') ?? [];
    expect(first).toBe(`${odd} is no profile:`);
    expect(problems).toEqual(expect.arrayContaining(told));
  });

  it('is told by its files: validate', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    await validateFolder(odd);
    expect(log.mock.calls.flat().join('\n').split('\n')).toEqual(expect.arrayContaining(told));
    expect(process.exitCode).toBe(1);
    process.exitCode = 0;
    log.mockRestore();
  });

  it.each([
    ['null', 2, /odd\.json: holds no object of parts$/],
    ['{ "routes": ', 2, /odd\.json: [^\n]+$/],
    ['{ "units": [] }', 1, /odd\.json is no set of routes:\n {2}routes: must have required property 'routes'$/],
    ['{ "routes": [{}], "wordLists": 3 }', 1, /routes\.0\.id: [^]+routes\.0\.when: [^]+\n {2}wordLists: must be array/],
  ])('gives no routes: %s', async (text, code, message) => {
    const file = join(odd, 'odd.json');
    await writeFile(file, text);
    const refused = await dryRunRoutes(nowhere, file, {}).then(
      () => undefined,
      (error: Failure) => error,
    );
    expect({ code: refused?.code, message: refused?.message }).toEqual({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('gives no routes, as a folder', async () => {
    await writeFile(join(odd, 'routes.json'), '{ "routes": [{ "id": "a" }] }');
    await expect(dryRunRoutes(nowhere, odd, {})).rejects.toThrow(/is no profile:\n {2}routes\.json: routes\.0\.why: /);
  });
});

describe.each(COMMANDS)('a profile that cannot be read: %s', (_name, run) => {
  const refusal = async (folder: string) => run(folder, right).then(() => undefined, failed);
  const failed = ({ constructor, message, code }: Failure) => ({ is: constructor.name, message, code });

  it('says in one line that there is no such folder', async () => {
    expect(await refusal('/nonexistent')).toEqual({
      is: 'Failure',
      code: 2,
      message: "/nonexistent cannot be read as a profile: ENOENT: no such file or directory, scandir '/nonexistent'",
    });
  });

  it('says in one line which file is no JSON', async () => {
    const refused = await refusal(broken);
    expect(refused).toMatchObject({ is: 'Failure', code: 2 });
    expect(refused?.message).toMatch(/^\S+ cannot be read as a profile: \S+district\.json: [^\n]+$/);
  });
});
