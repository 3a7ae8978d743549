import { make, OrderAmber, OrderRungVoided } from '@gridwhistle/contracts';
import { ROOM, smallDistrict } from '@gridwhistle/testing/small-district';
import { until } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { Stage } from './stage.js';

const profile = { ...smallDistrict(), escalations: [{ on: 'order.amber', act: 'remind' as const }] };
const rung = { unit: ROOM, severity: 'normal', dueAt: '2026-03-04T09:00:00Z' } as const;

describe('a rung that is void', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open(profile)));
  afterAll(() => stage?.close());

  it.each(['accept', 'handling'] as const)(
    'takes what it led to with it, and nothing that the other clock did: %s [clock 4]',
    async (clock) => {
      const ids = { ticketId: v7(), orderId: v7() };
      await stage.issued(ids, ROOM);
      const told = (event: object) => stage.tell(event, { ...ids, id: ids.orderId, unit: ROOM });
      for (const each of ['accept', 'handling'] as const) {
        await told(make(OrderAmber, { ...ids, ...rung, clock: each }));
      }
      // What was said before events named the clock means the handling clock.
      const which = clock === 'accept' ? { clock } : {};
      await told(make(OrderRungVoided, { ...ids, unit: ROOM, rung: 'amber', ...which, since: '2026-01-01T00:00:00Z' }));
      const voided = async () => (await stage.events(ids.ticketId)).filter(({ type }) => type === 'reminder.voided.v1');
      await until(async () => (await voided()).length > 0);
      const rows = 'select id, clock from follow_up where order_id = $1 and voided_at is not null';
      const [follow, ...others] = await stage.rows<{ id: string; clock: string }>(rows, [ids.orderId]);
      expect([follow?.clock, others]).toEqual([clock, []]);
      expect((await voided()).map(({ data }) => (data as { followUpId: string }).followUpId)).toEqual([follow?.id]);
    },
  );
});
