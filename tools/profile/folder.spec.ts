import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProfileFolder } from './folder.js';

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
