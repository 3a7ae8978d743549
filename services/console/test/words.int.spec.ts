import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { withClient } from '@gridwhistle/testing';
import type { TicketPage } from '../src/ledger/ledger.views.js';
import { runningConsole, type RunningConsole } from './running-console.js';
import { standIn, type StandIn } from './stand-in.js';

const CENTRE = 'dispatcher-522730';
const TOWNSHIP = 'dispatcher-522730001';
const WATER = 'head-water';
const TICKETS = 26_000;
/** As many as intake here gives at once. */
const MOST = 2_600;

/** Two townships in turn. Of every thousand tickets one is the water bureau's, half of those are still in hand. */
const FILL = `
  with given as (
    select n, (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id,
      case when n % 2 = 0 then '522730001' else '522730102' end as township
    from generate_series(1, ${TICKETS}) n),
  tickets as (
    insert into ledger_ticket (id, state, severity, grid, dispatcher, waiting_for, round, sequence, updated_at)
    select id, 'closed', case when n % 3000 = 0 then 'emergency' else 'normal' end, township || '001001', township || '-room', '{}',
      1, 3, now() from given),
  scopes as (
    insert into ledger_scope (scope, ticket_id)
    select scope, id from given, unnest(array['area:522730', 'area:' || township, 'unit:' || township || '-room',
      case when n % 1000 = 0 then 'unit:522730-water' end]) scope where scope is not null)
  insert into ledger_order (id, ticket_id, unit, role, tier, origin, state, waiting, verifier, category, severity, area, grid, round,
    accept_due_at, due_at, provisional, returns, sequence, issued_at, updated_at)
  select id, id, case when n % 1000 = 0 then '522730-water' else township || '001001' end, 'lead', 'district', 'route',
    case when n % 2000 = 0 then 'accepted' else 'confirmed' end, false,
    township || '-room', '0102', 'normal', township || '001', township || '001001', 1, now(), now(), false, 0, 3, now(), now()
  from given`;

const idOf = (n: number): string => {
  const hex = n.toString(16);
  return `${hex.padStart(8, '0')}-0000-7000-8000-${hex.padStart(12, '0')}`;
};

const NEWEST_FIRST = Array.from({ length: TICKETS }, (_, index) => TICKETS - index).map((n) => ({ n, id: idOf(n) }));

/** Who has which words, by number. */
const WORDS: Record<string, (n: number) => boolean> = {
  少见: (n) => n % 1000 === 0,
  每个: () => true,
  对面: (n) => n % 2 === 1,
  没有: () => false,
};

/** Intake's answers: the newest tickets with the words. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = (await json(request)) as { words: string; before?: string; among?: string[] };
  const has = WORDS[asked.words];
  if (!has || request.url !== '/internal/words') return void response.writeHead(400).end(JSON.stringify(REFUSAL));
  const below = ({ n, id }: { n: number; id: string }): boolean => has(n) && id < (asked.before ?? 'g');
  const ids = NEWEST_FIRST.filter(below).map(({ id }) => id);
  const among = asked.among && new Set(asked.among);
  const found = among ? ids.filter((id) => among.has(id)) : ids.slice(0, MOST);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ ids: found, complete: among !== undefined || ids.length <= MOST }));
}

const REFUSAL = { code: 'input.invalid', detail: 'no', errors: [{ field: 'words', message: 'too short' }] };

describe('a search by words', () => {
  let running: RunningConsole;
  let intake: StandIn;

  beforeAll(async () => {
    intake = await standIn('intake');
    intake.answers = (request, response) => void answer(request, response);
    running = await runningConsole({ consumers: 'off', urls: { GW_URL_INTAKE: intake.url } });
    await running.applyLongli();
    await query(FILL);
    await query('analyze ledger_ticket, ledger_scope, ledger_order');
  });
  afterAll(async () => {
    await running.stop();
    await intake.stop();
  });

  const query = (text: string) => withClient(running.database.url('console'), (client) => client.query(text));
  const ask = (words: string, as: string, more = ''): Promise<Response> =>
    running.ask(`/api/v1/tickets?words=${encodeURIComponent(words)}${more}`, { as });
  const page = async (words: string, as: string, more = ''): Promise<TicketPage> =>
    (await (await ask(words, as, more)).json()) as TicketPage;
  it.each([
    ['the centre, few tickets', '少见', CENTRE, '', 26_000, 26, true],
    ['the centre, all tickets', '每个', CENTRE, '', 26_000, 10_000, false],
    ['the centre, none', '没有', CENTRE, '', undefined, 0, true],
    ['the centre, a township', '每个', CENTRE, '&area=522730102', 25_999, 5_200, false],
    ['the centre, few with the words in a township', '少见', CENTRE, '&area=522730102', undefined, 0, true],
    ['the centre, emergencies', '每个', CENTRE, '&severity=emergency', 24_000, 8, true],
    ['the centre, a department', '每个', CENTRE, '&unit=522730-water&severity=normal', 26_000, 18, true],
    ['the township that dispatches', '少见', TOWNSHIP, '', 26_000, 26, true],
    ['the township that dispatches, all its tickets', '每个', TOWNSHIP, '', 26_000, 5_200, false],
    ['the township, in another one', '每个', TOWNSHIP, '&area=522730102', undefined, 0, true],
    ['the department, what it has in hand', '每个', WATER, '', 26_000, 13, true],
    ['the department, few with the words', '少见', WATER, '', 26_000, 13, true],
  ])('%s', async (_name, words, as, more, newest, count, countIsExact) => {
    const found = await page(words, as, more);
    expect(found).toMatchObject({ count, countIsExact });
    expect(found.items[0]?.id).toBe(newest === undefined ? undefined : idOf(newest));
    expect(found.items).toHaveLength(Math.min(count, 50));
  });

  it('goes on page by page, beyond what is counted too', async () => {
    const first = await page('每个', TOWNSHIP, '&limit=2');
    const second = await page('每个', TOWNSHIP, `&limit=2&cursor=${first.next}`);
    expect(second.items.map(({ id }) => id)).toEqual([idOf(25_996), idOf(25_994)]);
    const cursor = Buffer.from(JSON.stringify([idOf(101)])).toString('base64url');
    const deep = await page('每个', TOWNSHIP, `&limit=3&cursor=${cursor}`);
    expect(deep.items.map(({ id }) => id)).toEqual([idOf(100), idOf(98), idOf(96)]);
    expect(deep).toMatchObject({ count: 5_200, countIsExact: false });
  });

  it('says so when it has not looked through all, and goes on from there', async () => {
    const first = await page('对面', TOWNSHIP);
    expect(first).toMatchObject({ items: [], count: 0, countIsExact: false });
    const last = await page('对面', TOWNSHIP, `&cursor=${first.next}`);
    expect(last.items).toEqual([]);
    expect(last.next).toBeUndefined();
  });

  it('is not for who keeps the installation running', async () => {
    const answer = await ask('少见', 'operator');
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'auth.forbidden' });
  });

  it.each(['漏', 'x'.repeat(41), '  ', '漏 水'])('refuses "%s"', async (words) => {
    const answer = await ask(words, CENTRE);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'input.invalid', errors: [{ field: 'words' }] });
  });

  it('is unavailable while intake is away; other searches go on', async () => {
    const there = intake.answers;
    intake.answers = (request) => void request.destroy();
    const answer = await ask('少见', CENTRE);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await answer.json()).toMatchObject({
      code: 'unavailable',
      detail: expect.stringContaining('intake') as string,
    });
    expect((await running.ask('/api/v1/tickets?severity=emergency', { as: CENTRE })).status).toBe(200);
    intake.answers = there;
  });
});
