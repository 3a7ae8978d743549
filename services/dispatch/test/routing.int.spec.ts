import { GRID, ROOM, smallDistrict } from '@gridwhistle/testing/small-district';
import { make, StaffDeactivated } from '@gridwhistle/contracts';
import { until } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { Stage } from './stage.js';

const name = (text: string) => ({ zh: text, en: text });
const small = smallDistrict();
const profile = {
  ...small,
  wordLists: [{ code: 'burst', words: ['爆管'] }],
  routes: [
    { id: 'burst', why: name('A main burst'), when: { words: ['burst'] }, grade: 'township' as const },
    {
      id: 'camera',
      why: name('Cameras'),
      when: { channels: ['camera' as const] },
      grade: 'township' as const,
      person: 'p-7',
    },
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

describe('a route that names a person', () => {
  it('means the order for them, and anybody of the unit may act', async () => {
    const order = await stage.orderOf(await stage.report({ channel: 'camera' }), ROOM);
    expect(order).toMatchObject({ unit: ROOM, assignee: 'p-7' });
    expect(await stage.act(ROOM, order, 'accept')).toMatchObject({ state: 'accepted', assignee: 'p-7' });
    const told = (await stage.events(order.ticketId)).find(({ type }) => type === 'order.issued.v1');
    expect(told?.data).toMatchObject({ assignee: 'p-7' });
  });

  it('leaves it to the unit once they have left with a newer profile, and says so', async () => {
    const left = make(StaffDeactivated, { person: 'p-7', unit: ROOM, version: 2 });
    await stage.tell(left, { id: v7(), ticketId: v7() });
    await until(async () => (await stage.count('departure')) === 1);
    const ticket = await stage.ticket(await stage.report({ channel: 'camera' }));
    expect(ticket.orders[0]).not.toHaveProperty('assignee');
    expect(ticket.routing).toMatchObject({ rule: 'camera', unit: ROOM });
    expect(ticket.routing?.why.zh).toContain('指定人员已离开该单位');
  });
});
