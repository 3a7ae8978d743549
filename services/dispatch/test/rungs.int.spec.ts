import { until } from '@gridwhistle/testing/stage';
import type { Envelope } from '@gridwhistle/contracts';
import { Stage } from './stage.js';

const HOUR_MS = 3_600_000;

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage?.close());

it('limits that passed while nothing ran are told in the order in which they passed [clock 9]', async () => {
  await stage.report();
  await stage.database.advance(HOUR_MS);
  await stage.report();
  await stage.database.advance(30 * 24 * HOUR_MS);
  const due = `select envelope from event_log where type = 'order.due.v1' order by id`;
  await until(async () => (await stage.rows(due)).length === 4);
  const told = (await stage.rows<{ envelope: string }>(due)).map(({ envelope }) => {
    const { data } = JSON.parse(envelope) as Envelope;
    return data as { orderId: string; clock: string; dueAt: string };
  });
  expect(told.map(({ clock }) => clock)).toEqual(['accept', 'accept', 'handling', 'handling']);
  const moments = told.map(({ dueAt }) => dueAt);
  expect(moments).toEqual([...moments].sort());
  expect(new Set(moments).size).toBe(4);
  const rows = await stage.rows<{ fine: boolean }>(
    `select count(*) = max(sequence) as fine from event_log where entity = 'order' group by aggregate_id`,
  );
  expect(rows.every(({ fine }) => fine)).toBe(true);
});
