import { GRID, ROOM, smallDistrict } from '@gridwhistle/testing/small-district';
import { Stage } from './stage.js';

const name = (text: string) => ({ zh: text, en: text });
const small = smallDistrict();
const profile = {
  ...small,
  wordLists: [{ code: 'burst', words: ['爆管'] }],
  routes: [
    { id: 'burst', why: name('A main burst'), when: { words: ['burst'] }, grade: 'township' as const },
    ...small.routes,
  ],
};

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open(undefined, profile)));
afterAll(() => stage?.close());

describe('a report that fell under a list of words', () => {
  it('goes where that list’s route says, and the ticket tells by which route and why', async () => {
    const id = await stage.report({ wordLists: ['burst', 'a-list-of-an-older-profile'] });
    expect(await stage.ticket(id)).toMatchObject({
      rule: 'burst',
      routing: {
        rule: 'burst',
        why: name('A main burst'),
        unit: ROOM,
        wordLists: ['burst', 'a-list-of-an-older-profile'],
      },
      orders: [{ unit: ROOM }],
    });
  });

  it('goes like all others where the list is gone from the profile', async () => {
    const id = await stage.report({ wordLists: ['a-list-of-an-older-profile'] });
    expect(await stage.ticket(id)).toMatchObject({ rule: 'default-grid', routing: { unit: GRID } });
  });
});
