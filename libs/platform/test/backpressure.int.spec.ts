import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Client } from 'pg';
import { until } from '@gridwhistle/testing/stage';
import { DataSource } from 'typeorm';
import { startService, type RunningService } from '../src/index.js';
import { fullDisk } from './full-disk.js';
import { definition } from './tiny-service.js';
import { tinyWorld, type TinyWorld } from './tiny-world.js';

let world: TinyWorld;
let service: RunningService;
let token: string;
let admin: Client;

beforeAll(async () => {
  world = await tinyWorld();
  service = await startService(definition, world.environment());
  token = await world.token();
  admin = new Client({ connectionString: world.database.adminUrl });
  await admin.connect();
});

afterAll(async () => {
  await admin?.end();
  await service?.stop();
  await world?.close();
});

interface Answer {
  status: number;
  ms: number;
  retryAfter: string | null;
  body: { id?: string; code?: string };
}

async function write(text: string, key: string = randomUUID()): Promise<Answer> {
  const began = performance.now();
  const answer = await fetch(`${service.url}/api/v1/notes`, {
    method: 'POST',
    body: JSON.stringify({ text }),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
  });
  const body = (await answer.json()) as Answer['body'];
  return { status: answer.status, ms: performance.now() - began, retryAfter: answer.headers.get('retry-after'), body };
}

const times = (n: number, text: string): Promise<Answer[]> => Promise.all(Array.from({ length: n }, () => write(text)));

const stored = async (text: string): Promise<number> => {
  const { rows } = await admin.query<{ n: number }>('select count(*)::int as n from intake.note where text = $1', [
    text,
  ]);
  return rows[0]?.n ?? 0;
};

/** In the service's pool. */
const CONNECTIONS = 10;
/** 2 s, and what a machine adds that is busy with other tests; without a watch it would be half a minute. */
const WITHIN_MS = 4_000;
/** The longest that the machine let this process, and with it the service, wait for its turn. */
const starved = monitorEventLoopDelay();
starved.enable();
beforeEach(() => starved.reset());
afterAll(() => void starved.disable());

interface Pool {
  readonly totalCount: number;
}

/** Connections of the service, live or taken to be so. */
const connections = (): number => (service.app.get(DataSource).driver as unknown as { master: Pool }).master.totalCount;

/** Refused in time, with a code and when to come again. */
function expectRefusal({ status, ms, retryAfter, body }: Answer): void {
  expect({ status, retryAfter, code: body.code }).toEqual({ status: 503, retryAfter: '2', code: 'unavailable' });
  expect(ms).toBeLessThan(WITHIN_MS + starved.max / 1e6);
}

describe('a database behind a wire that died without saying so', () => {
  test('is refused within 2 s by every connection at once, and forgotten when there is a new wire', async () => {
    await times(12, 'warm');
    world.wire.freeze();
    for (const answer of await times(12, 'dead')) expectRefusal(answer);
    world.wire.mend();
    expect((await write('alive')).status).toBe(201);
  });

  test('leaves no connection in the pool to be met by the next', async () => {
    await times(12, 'warm again');
    world.wire.freeze();
    expectRefusal(await write('only one tried'));
    // Before they would be closed for being idle.
    await until(() => connections() === 0, 5_000);
    world.wire.mend();
    await until(async () => (await write('alive')).status === 201);
  });

  test('that lost the answer to a commit is told so; the same key gets the first result', async () => {
    world.wire.loseAnswerTo('COMMIT');
    expectRefusal(await write('committed', 'lost'));
    world.wire.mend();
    expect(await stored('committed')).toBe(1);
    const again = await write('committed', 'lost');
    expect(again.status).toBe(201);
    expect(await write('committed', 'lost')).toMatchObject({ body: again.body });
    expect(await stored('committed')).toBe(1);
  });
});

describe('a database that is overloaded', () => {
  test('refuses who would wait too long for a connection, keeps what it acknowledged, and recovers', async () => {
    await times(CONNECTIONS, 'warm');
    const answers = await times(60, 'slow');
    const taken = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(taken.length).toBeGreaterThanOrEqual(CONNECTIONS);
    expect(refused.length).toBeGreaterThan(0);
    refused.forEach(expectRefusal);
    expect(await stored('slow')).toBeGreaterThanOrEqual(taken.length);
    expect((await write('fast again')).status).toBe(201);
  });

  test('by somebody’s lock refuses in time, and no statement goes on behind it', async () => {
    await admin.query('begin; lock table intake.note in exclusive mode');
    expectRefusal(await write('locked'));
    const sql = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await new Promise((done) => setTimeout(done, 1_500));
    expect((await admin.query(sql)).rowCount).toBe(0);
    await admin.query('commit');
    expect(await stored('locked')).toBe(0);
    expect((await write('unlocked')).status).toBe(201);
  });

  test('with too many connections refuses, and recovers', async () => {
    const { name } = world.database;
    await admin.query(`alter database ${name} connection limit 0`);
    world.wire.cut();
    world.wire.mend();
    for (const answer of await times(3, 'too many')) expectRefusal(answer);
    await admin.query(`alter database ${name} connection limit -1`);
    expect((await write('enough')).status).toBe(201);
  });
});

describe('a disk that is full', () => {
  const disk = fullDisk();
  afterAll(() => disk?.remove(admin));

  (disk ? test : test.skip)('refuses, loses nothing it acknowledged, and recovers when there is room', async () => {
    await disk?.hold(admin, 'intake.note');
    const before = await stored('full');
    let acknowledged = 0;
    let last = await write('full');
    for (; last.status === 201 && acknowledged < 3_000; acknowledged += 1) last = await write('full');
    expectRefusal(last);
    expect(await stored('full')).toBe(before + acknowledged);
    disk?.free();
    expect((await write('full')).status).toBe(201);
    expect(await stored('full')).toBe(before + acknowledged + 1);
  });
});
