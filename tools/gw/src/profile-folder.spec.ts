import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallDistrict } from '@gridwhistle/testing/small-district';
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
const folderWith = async (text: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'gw-profile-'));
  await writeFile(join(folder, 'staff.json'), '{ "staff": [] }');
  await writeFile(join(folder, 'district.json'), text);
  return folder;
};

beforeAll(async () => {
  broken = await folderWith('{ "format": 1,\n}\n');
  right = await folderWith(JSON.stringify(smallDistrict()));
});
afterAll(() => Promise.all([broken, right].map((folder) => rm(folder, { recursive: true }))));

describe.each(COMMANDS)('a profile that cannot be read: %s', (_name, run) => {
  const refusal = async (folder: string) => run(folder, right).then(() => undefined, failed);
  const failed = (error: Error) => ({ is: error.constructor.name, message: error.message, ...error });

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
