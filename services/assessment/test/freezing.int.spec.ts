import type { RunningService } from '@gridwhistle/platform';
import { CENTRE, WATER } from '@gridwhistle/testing/small-district';
import { until } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import type { PeriodView } from '../src/answers.js';
import { PLAN, TOWNSHIPS } from './district.js';
import { Month } from './month.js';
import { Stage } from './stage.js';

const DAY_MS = 86_400_000;
const OUTSTANDING = { status: 503, body: { code: 'assessment.events-outstanding' } };

let stage: Stage;
let analyst: string;
let idle: RunningService;
beforeAll(async () => {
  stage = await Stage.open();
  analyst = await stage.token(CENTRE, 'analyst');
  idle = await stage.another({ GW_CONSUMERS: 'off' });
  await stage.database.advance(31 * DAY_MS);
  await stage.settled();
});
afterAll(() => stage?.close());

const pathOf = (plan: string) => `/api/v1/assessments/${plan}/2026-03/freeze`;
/** Asks once: who is refused does not come again. */
const freeze = (plan: string, key = v7()) => stage.send('POST', pathOf(plan), { token: analyst, key, body: {} });
const frozen = (plan: string, key = v7()) => stage.post<PeriodView>(pathOf(plan), analyst, {}, key);
const states = () => stage.rows('select plan, state, sequence from period where code = $1 order by plan', ['2026-03']);

/** The events of an order that was resolved in time. */
function worked(): Month['events'] {
  const month = new Month();
  month.order({ unit: WATER, resolvedOnTime: true });
  return month.events;
}

/** What an instance that consumes nothing itself says. */
async function freezeThere(plan: string): Promise<{ status: number; body: unknown }> {
  const headers = { authorization: `Bearer ${analyst}`, 'content-type': 'application/json', 'idempotency-key': v7() };
  const answer = await fetch(`${idle.url}${pathOf(plan)}`, { method: 'POST', headers, body: '{}' });
  return { status: answer.status, body: await answer.json() };
}

describe('events of a period that are on their way', () => {
  const opened = [PLAN, TOWNSHIPS].map((plan) => ({ plan, state: 'open', sequence: 1 }));

  it('hold up its freezing, which has them once they have come', async () => {
    await stage.heldUp(async () => {
      await stage.told(worked());
      const refused = await freeze(PLAN);
      expect(refused).toMatchObject(OUTSTANDING);
      expect(refused.headers.get('retry-after')).toBe('2');
      expect(await freezeThere(PLAN)).toMatchObject(OUTSTANDING);
      expect([await states(), await stage.count('publication_fact')]).toEqual([opened, 0]);
    });
    expect(await frozen(PLAN, 'once')).toMatchObject({ status: 201, body: { state: 'frozen', openedBy: 'system' } });
    const { indicators } = await stage.scoreOf(WATER, analyst);
    expect(indicators.find(({ code }) => code === 'on-time-resolution')).toMatchObject({
      numerator: 1,
      denominator: 1,
    });
    expect(await stage.recount(PLAN, '2026-03')).toMatchObject({ same: true, facts: 1 });
  });

  it('change nothing in what is frozen: its repetition is answered, another freeze refused as ever', async () => {
    await stage.heldUp(async () => {
      await stage.told(worked());
      expect(await freeze(PLAN, 'once')).toMatchObject({ status: 201, body: { state: 'frozen' } });
      expect(await freeze(PLAN)).toMatchObject({ status: 409, body: { code: 'assessment.already-frozen' } });
    });
  });

  it('may be there while NATS does not answer', async () => {
    await stage.withoutBus(async () => {
      expect(await freeze(TOWNSHIPS)).toMatchObject(OUTSTANDING);
      expect(await states()).toMatchObject([{ state: 'frozen' }, { state: 'open' }]);
    });
    await until(async () => (await freezeThere(TOWNSHIPS)).status === 201);
    expect(await states()).toMatchObject([{ state: 'frozen' }, { state: 'frozen' }]);
  });
});
