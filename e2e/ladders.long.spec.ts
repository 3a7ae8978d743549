import { beforeAll, describe, expect, it } from '@jest/globals';
import { run } from './support/system.js';

/** The first story in another locality's own steps, by `npm run ladders`: a town whose stations are its departments. */
describe('the ladder of Shangba, which has no whistle', () => {
  let said: string;
  beforeAll(async () => {
    said = await run('node', ['tools/bootstrap.mjs', 'ladders', '--district', 'shangba', '--story']);
  }, 280_000);

  it('goes from the group to the village, the town and its stations', () => {
    for (const story of [
      'settled in the group',
      'settled in the village',
      'solved in the town, by two of its stations',
    ])
      expect(said).toContain(`ok     story: ${story}`);
    expect(said).not.toContain('WRONG');
  });

  it('is made of its own steps, each by whom its profile names', () => {
    expect(said).toContain("ok     each of the locality's 7 steps was made by whom its profile names");
    expect(said).toMatch(/^group +组级处置 +order\.resolve .* 620902104200001 /m);
    expect(said).toMatch(/^to-village +组级上报村 +order\.raise .* 620902104200001 /m);
    expect(said).toMatch(/^to-town +村级上报镇 +order\.raise .* 620902104200000 /m);
    expect(said).toMatch(/^stations +站所协同 +order\.delegate .* 620902104000000 /m);
  });
});
