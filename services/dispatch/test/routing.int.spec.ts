import { make, StaffDeactivated, type DryRunView, type WordListsFound } from '@gridwhistle/contracts';
import { CENTRE, GRID, ROOM, smallDistrict, WATER } from '@gridwhistle/testing/small-district';
import { until, type Answer } from '@gridwhistle/testing/stage';
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

/** What intake answers when it is asked which reports fall under which lists. */
const intake: { found: WordListsFound['found'] } = { found: [] };
const answerOf = (path: string): WordListsFound | undefined => (path === '/internal/word-lists' ? intake : undefined);

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open(answerOf, profile)));
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

describe('a dry run', () => {
  const path = '/api/v1/registry/routes/dry-run';
  const others = [
    { id: 'burst', why: name('Bursts'), when: { words: ['burst'] }, unit: WATER },
    { id: 'rest', why: name('The rest'), when: {}, grade: 'grid' },
  ];
  const run = async (body: unknown, role: 'operator' | 'dispatcher' = 'operator'): Promise<Answer<DryRunView>> =>
    stage.send('POST', path, { token: await stage.token(CENTRE, role), body });

  it('tells which tickets would have gone elsewhere, by the words that intake looks for, and writes nothing', async () => {
    const [burst, plain, silent] = [
      await stage.report({ wordLists: ['burst'] }),
      await stage.report(),
      await stage.report({ wordLists: ['burst'] }),
    ];
    intake.found = [
      [burst, ['burst']],
      [plain, ['burst']],
    ];
    const before = await stage.rows('select xmin::text, * from ticket order by id');
    const events = await stage.count('event_log');
    const { status, body } = await run({ routes: others, days: 1 });
    expect(status).toBe(200);
    const named = (ticket: string) => body.shifts.find(({ tickets }) => tickets.includes(ticket));
    expect(named(burst)).toMatchObject({ from: { rule: 'burst', unit: ROOM }, to: { rule: 'burst', unit: WATER } });
    expect(named(plain)).toMatchObject({ from: { rule: 'default-grid', unit: GRID }, to: { unit: WATER }, count: 1 });
    // Intake has it no longer: it counts as it was found then.
    expect(named(silent)).toEqual(named(burst));
    expect(body).toMatchObject({ complete: true, warnings: [], unlisted: 0, unjudged: 0 });
    expect(body.judged).toBe(before.length);
    expect(await stage.rows('select xmin::text, * from ticket order by id')).toEqual(before);
    expect(await stage.count('event_log')).toBe(events);
  });

  it('finds nothing where the routes are those in force', async () => {
    intake.found = [];
    const { body } = await run({ routes: profile.routes, days: 1 });
    expect(body.judged).toBeGreaterThan(3);
    // What went to the unit alone, since the person had left.
    expect(body.shifts.filter(({ from }) => from.rule !== 'camera')).toEqual([]);
  });

  it.each([
    [{}, 400, ['routes']],
    [{ routes: [] }, 400, ['routes']],
    [{ routes: 'all' }, 400, ['routes']],
    [{ routes: [1] }, 400, ['routes']],
    [{ routes: others, days: 0 }, 400, ['days']],
    [{ routes: others, days: 93 }, 400, ['days']],
    [{ routes: others, more: 1 }, 400, ['more']],
    [{ routes: [{ id: 'x' }] }, 422, ['routes.0.why', 'routes.0.when']],
    [{ routes: others, wordLists: [] }, 422, ['routes.0.when.words.0']],
    [{ routes: others, wordLists: [{ code: 'burst', words: ['水'] }] }, 422, ['wordLists.0.words.0']],
    [{ routes: [{ ...others[1], grade: undefined, unit: 'nobody' }] }, 422, ['routes.0.unit']],
    [{ routes: [...others, others[0]] }, 422, ['routes.2', 'routes.2']],
  ])('of what is wrong is refused with every problem: %j', async (body, status, fields) => {
    const answer = await run(body);
    expect(answer.status).toBe(status);
    expect((answer.body as { errors?: { field: string }[] }).errors?.map(({ field }) => field)).toEqual(fields);
  });

  it('is the operator’s', async () => {
    expect((await run({ routes: others }, 'dispatcher')).status).toBe(403);
    expect((await stage.send('POST', path, { body: { routes: others } })).status).toBe(401);
  });
});
