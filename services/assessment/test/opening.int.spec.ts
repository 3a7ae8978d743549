import type { ProfileDocument } from '@gridwhistle/registry';
import { connected, until } from '@gridwhistle/testing/stage';
import { CENTRE } from '@gridwhistle/testing/small-district';
import type { PeriodView } from '../src/answers.js';
import { PeriodCommands } from '../src/period.commands.js';
import { district, PLAN, TOWNSHIPS, townships } from './district.js';
import { Stage } from './stage.js';

const DAY_MS = 86_400_000;
const LATER = 'villages-monthly';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

/** Which plan's periods were opened, by whom, in the order of their days. */
async function opened(since = '2026-03'): Promise<string[]> {
  const rows = await stage.rows<{ said: string }>(
    `select plan || ' ' || code || ' by ' || opened_by as said from period
      where from_at >= $1::timestamptz order by from_at, plan`,
    [`${since}-01T00:00:00+08:00`],
  );
  return rows.map(({ said }) => said);
}

/** Comes back when everything that begins by itself has begun. */
async function pass(days: number): Promise<void> {
  await stage.database.advance(days * DAY_MS);
  await stage.settled();
}

async function applied(document: ProfileDocument): Promise<void> {
  await stage.apply(document);
  await stage.settled();
}

const withLater = (): ProfileDocument => {
  const document = district(townships(50));
  return { ...document, plans: [...document.plans, { ...townships(), code: LATER }] };
};

describe('a period opens by itself', () => {
  it('when its plan comes with the profile, in the name of the system and with whole days', async () => {
    expect(await opened()).toEqual([`${PLAN} 2026-03 by system`, `${TOWNSHIPS} 2026-03 by system`]);
    const events = await stage.rows<{ data: object }>(
      `select (envelope::jsonb)->'data' as data from event_log where type = 'period.opened.v1' order by id`,
    );
    const days = { period: '2026-03', from: '2026-02-28T16:00:00.000Z', to: '2026-03-31T16:00:00.000Z' };
    expect(events.map(({ data }) => data)).toMatchObject([PLAN, TOWNSHIPS].map((plan) => ({ plan, ...days })));
  });

  it('with the plan as it is then; a plan that comes new runs from then on', async () => {
    await applied(withLater());
    expect(await opened()).toContain(`${LATER} 2026-03 by system`);
    await pass(31);
    const weights = await stage.rows<{ weight: string }>(
      `select document->'indicators'->0->>'weight' as weight from period where plan = $1 order by from_at`,
      [TOWNSHIPS],
    );
    expect(weights.map(({ weight }) => Number(weight))).toEqual([60, 50]);
  });

  it('and nothing that is past, after a time in which nobody looked', async () => {
    await pass(92);
    expect(await opened('2026-05')).toEqual([PLAN, TOWNSHIPS, LATER].map((plan) => `${plan} 2026-07 by system`));
  });

  it('unless it was opened by hand, or shares days with one that is open', async () => {
    const analyst = await stage.token(CENTRE, 'analyst');
    const path = `/api/v1/assessments/${PLAN}/2026-08/open`;
    expect((await stage.post<PeriodView>(path, analyst, {})).status).toBe(201);
    await applied(district({ ...townships(), period: 'quarter' }));
    await pass(31);
    expect(await opened('2026-08')).toEqual([`${PLAN} 2026-08 by staff-of-${CENTRE}`]);
    await pass(61);
    expect(await opened('2026-10')).toEqual([`${PLAN} 2026-10 by system`, `${TOWNSHIPS} 2026-q4 by system`]);
  });

  it('also when that of another plan cannot be opened, which follows once it can', async () => {
    await applied(district());
    await stage.rows(`alter table period add constraint broken check (plan <> '${PLAN}' or code <> '2027-01')`);
    await pass(92);
    expect(await opened('2027-01')).toEqual([`${TOWNSHIPS} 2027-01 by system`]);
    await stage.rows('alter table period drop constraint broken');
    await until(async () => (await opened('2027-01')).length === 2);
  });

  it('at its beginning, once, however many instances look', async () => {
    const other = await stage.another();
    await stage.database.advance(31 * DAY_MS);
    const commands = other.app.get(PeriodCommands, { strict: false });
    await Promise.all([1, 2, 3].map(() => connected(() => commands.openRunning(PLAN))));
    await stage.settled();
    expect(await opened('2027-02')).toEqual([`${PLAN} 2027-02 by system`, `${TOWNSHIPS} 2027-02 by system`]);
    const events = await stage.rows(`select 1 from event_log where type = 'period.opened.v1'`);
    expect(events).toHaveLength((await opened('2026-01')).length);
  });

  it('where the one before it ended, also when the statistical day begins at another hour', async () => {
    await applied({ ...district(), statisticalDayStart: '12:00' });
    await pass(31);
    await applied(district());
    await pass(31);
    await pass(31);
    const days = await stage.rows<{ code: string; from: string; to: string }>(
      `select code, to_char(from_at at time zone 'Asia/Shanghai', 'MM-DD HH24') as from, to_char(to_at at time zone 'Asia/Shanghai', 'MM-DD HH24') as to
        from period where plan = $1 and from_at > '2027-02-15T00:00:00Z' order by from_at`,
      [PLAN],
    );
    expect(days).toEqual([
      { code: '2027-03', from: '03-01 00', to: '04-01 12' },
      { code: '2027-04', from: '04-01 12', to: '05-01 00' },
      { code: '2027-05', from: '05-01 00', to: '06-01 00' },
    ]);
  });
});
