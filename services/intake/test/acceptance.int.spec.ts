import { Database } from '@gridwhistle/platform';
import { until, type Answer } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { HERE } from './district.js';
import { Stage } from './stage.js';

const leak = (text: string) => ({ text, category: '0102', place: { type: 'Point', coordinates: HERE } });
/** A place from which nothing else here is reported. */
const BAD = { type: 'Point', coordinates: [106.951, 26.45] };
const TABLES = ['report', 'event_log', 'idempotency_key', 'attachment'];

describe('reports that come at the same time', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open()));
  afterAll(() => stage.close());

  const counts = (): Promise<number[]> => Promise.all(TABLES.map((table) => stage.count(table)));
  /** Told that too much is waiting (a machine busy with other tests), it comes again with the same key. */
  const sure = (body: object, key: string = v7()): Promise<Answer> =>
    stage.sure('POST', '/api/v1/tickets', { key, body });
  const many = (n: number, prefix: string) =>
    Promise.all(Array.from({ length: n }, (_, index) => sure(leak(`${prefix} ${index}`))));

  /** Transactions that wrote reports since `before`, with how many each. */
  const groupsSince = async (before: string): Promise<number[]> => {
    const sql = `select count(*)::int as n from report where received_at > $1 group by xmin::text`;
    return (await stage.rows<{ n: number }>(sql, [before])).map(({ n }) => n);
  };
  const now = async (): Promise<string> =>
    (await stage.rows<{ now: string }>('select gw_now()::text as now'))[0]?.now ?? '';

  /** Refuses every report from a place, inside the database. */
  const refuse = async (statement: string): Promise<void> => {
    await stage.rows(`create function refuse() returns trigger language plpgsql as $$ begin ${statement} end $$`);
    await stage.rows(`create constraint trigger refuse after insert on report deferrable initially deferred
      for each row when (new.lon = ${BAD.coordinates[0]}) execute function refuse()`);
  };
  const allow = () => stage.rows('drop function refuse() cascade');

  it('share transactions, and each has its own answer, row and event in its own trace', async () => {
    const before = await now();
    const answers = await many(60, 'shared');
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(60);
    const groups = await groupsSince(before);
    expect(groups.reduce((sum, n) => sum + n, 0)).toBe(60);
    expect(groups.length).toBeLessThan(30);
    for (const { body } of answers) {
      const [event, ...others] = await stage.events(String(body['id']));
      expect(others).toEqual([]);
      expect(event?.sequence).toBe('0000000001');
      expect(event?.traceparent?.slice(3, 35)).toBe(String(body['id']).replaceAll('-', ''));
    }
    const unlike = await stage.rows('select from report r where sequence <> 1');
    expect(unlike).toEqual([]);
  });

  it('of which the database refuses one are taken all the same', async () => {
    await refuse(`raise exception 'not this one' using errcode = 'P0001';`);
    const before = await stage.count('report');
    const [bad, ...good] = await Promise.all([
      sure({ ...leak('bad'), place: BAD }),
      ...Array.from({ length: 20 }, (_, index) => sure(leak(`good ${index}`))),
    ]);
    await allow();
    expect(bad?.status).toBe(500);
    expect(good.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(await stage.count('report')).toBe(before + 20);
  });

  it('under few keys are one report a key, and a reused key is refused alone', async () => {
    const before = await stage.count('report');
    const sent = Array.from({ length: 60 }, (_, index) => ({ key: `race-${index % 5}`, text: `race ${index % 6}` }));
    const answers = await Promise.all(sent.map(({ key, text }) => sure(leak(text), key)));
    for (const key of new Set(sent.map((one) => one.key))) {
      const group = answers.filter((_answer, index) => sent[index]?.key === key);
      const taken = group.filter(({ status }) => status === 201);
      expect(new Set(taken.map(({ body }) => `${body['id']} ${body['code']}`)).size).toBe(1);
      const refused = group.filter(({ status }) => status !== 201);
      expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['idempotency.key-reused']));
    }
    expect(await stage.count('report')).toBe(before + 5);
  });

  it('leave nothing when their transaction breaks before its commit, and the same keys succeed later', async () => {
    await refuse(`perform pg_terminate_backend(pg_backend_pid());`);
    const before = await counts();
    const keys = Array.from({ length: 10 }, () => v7());
    const send = () => Promise.all(keys.map((key) => stage.report({ ...leak(key), place: BAD }, { key })));
    const broken = await send();
    expect(new Set(broken.map(({ status, body }) => `${status} ${body.code}`))).toEqual(new Set(['503 unavailable']));
    expect(broken[0]?.headers.get('retry-after')).toBe('2');
    expect(await counts()).toEqual(before);
    await allow();
    const again = await Promise.all(keys.map((key) => sure({ ...leak(key), place: BAD }, key)));
    expect(new Set(again.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await stage.count('report')).toBe((before[0] ?? 0) + 10);
  });

  it('let an emergency pass by ordinary ones that wait', async () => {
    const keys = ['first', 'second'];
    const claim = `insert into idempotency_key (caller, act, key, digest) values ('anonymous:', 'ticket.report', $1, '')`;
    const waitsForLocks = `select count(*)::int as n from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database()`;
    const hasPassed = (): Promise<boolean> =>
      stage.service.app.get(Database).transaction(async (tx) => {
        for (const key of keys) await tx.query(claim, [key]);
        const answered: string[] = [];
        const send = (name: string, sent: Promise<unknown>): Promise<unknown> => sent.then(() => answered.push(name));
        const waiting: Promise<unknown>[] = [];
        for (const key of keys) {
          waiting.push(send('ordinary', stage.report(leak(key), { key })));
          // One by one, so that each takes a lane of its own.
          await until(async () => {
            const [row] = await stage.rows<{ n: number }>(waitsForLocks);
            return (row?.n ?? 0) >= waiting.length || answered.length > 0;
          });
        }
        await send('emergency', stage.report({ ...leak('now'), severity: 'emergency' }));
        await Promise.all(waiting);
        await tx.query('delete from idempotency_key where key = any($1)', [keys]);
        return answered[0] === 'emergency';
      });
    // The machine may be so busy that even an emergency takes as long as a held key is waited for.
    let passed = false;
    for (let times = 0; times < 5 && !passed; times += 1) passed = await hasPassed();
    expect(passed).toBe(true);
  });

  it('wait briefly for a key that somebody holds, and then without it', async () => {
    const database = stage.service.app.get(Database);
    const claim = `insert into idempotency_key (caller, act, key, digest) values ('anonymous:', 'ticket.report', 'held', '')`;
    await database.transaction(async (tx) => {
      await tx.query(claim);
      const [held, ...others] = await Promise.all([
        stage.report(leak('held'), { key: 'held' }),
        ...Array.from({ length: 5 }, (_, index) => sure(leak(`free ${index}`))),
      ]);
      expect(held).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      expect(others.map(({ status }) => status)).toEqual(Array(5).fill(201));
    });
  });
});
