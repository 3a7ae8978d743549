import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProfileFolder, partsByFile } from './folder.js';

let folder: string;
const put = (name: string, text: string) => writeFile(join(folder, name), text);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'profile-'));
  await put('staff.json', '{ "staff": [] }');
});
afterEach(() => rm(folder, { recursive: true }));

describe('a profile’s folder', () => {
  it('is one document: lists of several files become one, what lies beside stays out', async () => {
    await put('a.json', '{ "format": 1, "units": [1] }');
    await put('b.json', '{ "units": [2] }');
    await put('sources.json', '{ "grids": 3 }');
    expect(await loadProfileFolder(folder)).toEqual({ profile: { format: 1, units: [1, 2] }, staff: { staff: [] } });
  });

  it('has its parts in files that can be named', async () => {
    await put('a.json', '{ "format": 1, "units": [1] }');
    await put('b.json', '{ "units": [2] }');
    const written = [
      ['a.json', ['format', 'units']],
      ['b.json', ['units']],
    ];
    expect(await partsByFile(folder)).toEqual([...written, ['staff.json', ['staff', 'staff']]]);
    await rm(join(folder, 'staff.json'));
    expect(await partsByFile(folder)).toEqual([...written, ['sources.json', ['areas', 'grids', 'units', 'staff']]]);
    await put('sources.json', '{}');
    await expect(loadProfileFolder(folder)).rejects.toThrow(/sources\.json: nothing can be made of it/);
  });

  it('names the file that is no JSON, or says a thing twice', async () => {
    await put('a.json', '{ "ratingWindow": "7 natural-day" }');
    await put('b.json', '{ "ratingWindow": "8 natural-day" }');
    await expect(loadProfileFolder(folder)).rejects.toThrow(/b\.json: ratingWindow/);
    await put('b.json', '{');
    await expect(loadProfileFolder(folder)).rejects.toThrow(/b\.json/);
    for (const text of ['null', '[]', '3']) {
      await put('b.json', text);
      await expect(loadProfileFolder(folder)).rejects.toThrow(/b\.json: holds no object/);
    }
  });
});
