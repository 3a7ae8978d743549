import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOM, smallDistrict } from '@gridwhistle/testing/small-district';
import { jest } from '@jest/globals';
import type { Failure } from './failure.js';
import type { Installation } from './installation.js';
import { applyFolder, diffFolders, diffInForce, tryFolder, validateFolder } from './profile.js';

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
    expect(JSON.parse(await told(right, elsewhere))).toEqual({ differences: [] });
    log.mockRestore();
    process.exitCode = 0;
    await Promise.all([manned, elsewhere].map((folder) => rm(folder, { recursive: true })));
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
