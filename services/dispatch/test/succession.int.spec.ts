import type { OpenThere } from '@gridwhistle/contracts';
import { digestOf } from '@gridwhistle/platform';
import { readProfile, type ProfileDocument } from '@gridwhistle/registry';
import { BRANCH, CATEGORY, GRID, OTHER_GRID, smallDistrict, WATER } from '@gridwhistle/testing/small-district';
import { until } from '@gridwhistle/testing/stage';
import { DISPATCH_SETTINGS } from '../src/config.js';
import { DirectiveStage } from './directive-stage.js';
import { RESULT, Stage } from './stage.js';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage?.close());

const small = smallDistrict();
const THIRD = '522730002001001';
const without = (codes: readonly string[], change: Partial<ProfileDocument>): ProfileDocument => ({
  ...small,
  units: small.units.filter(({ code }) => !codes.includes(code)),
  grids: small.grids.filter(({ code }) => !codes.includes(code)),
  ...change,
});

/** The console's next version has arrived in the service's schema. */
async function apply(version: number, document: ProfileDocument): Promise<void> {
  readProfile(document);
  const digest = digestOf(document).toString('hex');
  const values = [version, digest, JSON.stringify(document)];
  await stage.rows('update profile_copy set version = $1, wanted = $1, digest = $2, document = $3', values);
}

const NO_RULES = { windows: [], whistles: [], channels: [], calendars: [], posts: [] };

const known = () => stage.rows<{ n: number }>('select count(*)::int as n from known_unit');

it('a re-partition takes what is open along, and nobody is asked to do anything for it', async () => {
  await until(async () => ((await known())[0]?.n ?? 0) > 0);
  const [open, forwarded, elsewhere] = [
    await stage.report(),
    await stage.report(),
    await stage.report({ grid: THIRD }),
  ];
  await stage.act(GRID, await stage.orderOf(open, GRID), 'accept');
  const done = await stage.act(GRID, await stage.orderOf(forwarded, GRID), 'accept');
  await stage.act(GRID, done, 'resolve', RESULT);
  const directives = new DirectiveStage(stage);
  const { id } = await directives.issue({ units: [GRID] });

  await apply(2, without([GRID, THIRD], { successors: [{ grid: GRID, to: OTHER_GRID }] }));
  const passed = await stage.orderOf(open, OTHER_GRID);
  expect(await stage.ticket(open)).toMatchObject({ grid: OTHER_GRID, area: '522730001001', state: 'assigned' });
  expect((await stage.eventNames(open)).slice(-4)).toEqual([
    'ticket.moved',
    'order.moved',
    'order.cancelled',
    'order.issued',
  ]);

  // Where no successor is named, the unit's work is its parent's, and the ticket stays where it was.
  await stage.orderOf(elsewhere, '522730002001-branch');
  expect((await stage.ticket(elsewhere)).grid).toBe(THIRD);

  const receipts = () => directives.receipts(`directive=${id}`);
  await until(async () => (await receipts())[0]?.unit === OTHER_GRID);
  expect((await directives.act((await receipts())[0]!, 'sign', OTHER_GRID)).status).toBe(200);

  // What was forwarded is judged as ever; sent back, it is the successor's.
  await until(async () => (await stage.ticket(forwarded)).grid === OTHER_GRID);
  await stage.act(BRANCH, await stage.orderOf(forwarded, GRID), 'send-back', { reason: 'it still leaks' });
  await stage.orderOf(forwarded, OTHER_GRID);

  await stage.act(OTHER_GRID, await stage.act(OTHER_GRID, passed, 'accept'), 'resolve', RESULT);
  await stage.act(BRANCH, passed, 'confirm');
  expect((await stage.ticket(open)).state).toBe('resolved');
  expect(await stage.rows('select * from dead_letter')).toEqual([]);
});

it('what is open where a profile ends something is counted, with the first ids, in a statement a question', async () => {
  const [one, two] = [await stage.report({ grid: OTHER_GRID }), await stage.report({ grid: OTHER_GRID })];
  const order = await stage.act(OTHER_GRID, await stage.orderOf(one, OTHER_GRID), 'accept');
  const asked = { areas: ['522730001001'], grids: [OTHER_GRID, 'gone'], units: [OTHER_GRID, BRANCH, WATER] };
  const rest = { categories: [CATEGORY], limits: [CATEGORY], clocks: ['handling'], ...NO_RULES };
  const token = DISPATCH_SETTINGS.GW_INTERNAL_KEY.example;
  const answer = await stage.call('POST', '/internal/repartition', token, { ...asked, ...rest });
  expect(answer.status).toBe(200);
  const { open } = answer.body as unknown as OpenThere;
  const of = (what: string, code: string) => open.find((each) => each.what === what && each.code === code);
  expect(of('ticket-in-grid', OTHER_GRID)?.ids).toEqual(expect.arrayContaining([one, two]));
  expect(of('order-held', OTHER_GRID)?.ids).toContain(order.id);
  expect(of('order-verified', BRANCH)?.ids).toContain(order.id);
  expect(of('clock-running', 'handling')?.ids.length).toBeGreaterThan(0);
  expect(of('ticket-dispatched', BRANCH)?.ids).toEqual(expect.arrayContaining([one, two]));
  for (const what of ['ticket-of-category', 'ticket-with-limit']) expect(of(what, CATEGORY)?.count).toBeGreaterThan(1);
  for (const { count, ids } of open) expect(ids).toHaveLength(Math.min(count, 20));
  expect(open.filter(({ code }) => code === 'gone' || code === WATER)).toEqual([]);
  expect((await stage.call('POST', '/internal/repartition', await stage.token(BRANCH), asked)).status).toBe(403);
});

it('so is what may still be returned, what went out by a channel, and what is meant for who leaves [partition 4]', async () => {
  const order = await stage.orderOf(await stage.report({ grid: OTHER_GRID }), OTHER_GRID);
  const directives = new DirectiveStage(stage);
  const sent = await directives.issue({ units: [OTHER_GRID, BRANCH] });
  const [receipt, anothers] = await directives.receipts(`directive=${sent.id}`);
  await stage.rows(`update orders set assignee = 'anna' where id = $1`, [order.id]);
  await stage.rows(`update receipt set person = 'anna', unit = $2 where id = $1`, [receipt?.id, OTHER_GRID]);
  await stage.rows(`update receipt set person = 'anna', unit = $2 where id = $1`, [anothers?.id, BRANCH]);
  const left = `anna ${OTHER_GRID}`;
  const asked = { ...NO_RULES, windows: ['return'], channels: [sent.channel], posts: [left] };
  const token = DISPATCH_SETTINGS.GW_INTERNAL_KEY.example;
  const nothing = { areas: [], grids: [], units: [], categories: [], limits: [], clocks: [] };
  const answer = await stage.call('POST', '/internal/repartition', token, { ...nothing, ...asked });
  const { open } = answer.body as unknown as OpenThere;
  expect(open.map(({ what, code }) => `${what} ${code}`).sort()).toEqual([
    `directive-of-channel ${sent.channel}`,
    `order-meant ${left}`,
    'order-returnable return',
    `receipt-of-person ${left}`,
  ]);
  const idsOf = (wanted: string) => open.find(({ what }) => what === wanted)?.ids;
  expect(idsOf('order-returnable')).toContain(order.id);
  expect(idsOf('directive-of-channel')).toContain(sent.id);
  expect([idsOf('order-meant'), idsOf('receipt-of-person')]).toEqual([[order.id], [receipt?.id]]);
});

it('a report that slipped in under the old grid lies in its successor, and an old row is found whenever it was written', async () => {
  const late = await stage.report({ grid: GRID });
  expect(await stage.ticket(late)).toMatchObject({ grid: OTHER_GRID });
  // An instance that still had the older profile wrote this one.
  await stage.rows('update ticket set grid = $2 where id = $1', [late, GRID]);
  await stage.rows('update orders set unit = $2, grid = $2 where ticket_id = $1', [late, GRID]);
  await until(async () => (await stage.ticket(late)).grid === OTHER_GRID);
  await stage.orderOf(late, OTHER_GRID);
});
