import {
  HotlineOrderCalledBack,
  HotlineOrderReceived,
  HotlineOrderWithdrawalAsked,
  make,
} from '@gridwhistle/contracts';
import { until } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { CENTRE, GRID, HERE } from './district.js';
import { Stage } from './stage.js';

const said = { round: 1, effective: true, responded: true, solved: false };

describe('orders of the hotline', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open()));
  afterAll(() => stage.close());

  const received = (ticketId: string) =>
    stage.tell(make(HotlineOrderReceived, { ticketId, severity: 'normal', confidential: false }), {
      id: ticketId,
      ticketId,
    });
  const calledBack = (ticketId: string) =>
    stage.tell(make(HotlineOrderCalledBack, { ticketId, ...said }), { id: ticketId, ticketId });
  const words = (ticketId: string, more: object = {}) => ({
    ticketId,
    number: `HL-${ticketId}`,
    title: 'Leak',
    content: 'Water runs over the road',
    severity: 'normal' as const,
    confidential: false,
    receivedAt: '2026-03-02T01:00:00Z',
    ...more,
  });
  const types = async (id: string) => (await stage.events(id)).map(({ type }) => type);

  it('become reports with the words of the bridge, under the same id', async () => {
    const id = v7();
    const [longitude, latitude] = HERE;
    const caller = { name: '王小明', phone: '13800001234' };
    stage.words.set(id, words(id, { longitude, latitude, category: '0102', caller }));
    await received(id);
    await until(async () => (await types(id)).length === 1);
    const [event] = await stage.events(id);
    expect(event?.data).toMatchObject({ ticketId: id, channel: 'hotline', category: '0102', grid: GRID, photos: 0 });
    expect(event?.traceparent?.slice(3, 35)).toBe(id.replaceAll('-', ''));
    const token = await stage.token({ unit: CENTRE, roles: ['member'] });
    const view = await stage.send('GET', `/api/v1/tickets/${id}/report`, { token });
    expect(view.body).toMatchObject({ title: 'Leak', text: 'Water runs over the road', reporter: { name: '王**' } });
    const code = 'AAAAAAAAAAAAAAAAAAAAAA';
    const rating = await stage.send('POST', `/api/v1/tickets/${id}/rating`, {
      body: { code, satisfaction: 'satisfied', solved: true },
    });
    expect(rating.status).toBe(403);
  });

  it('wait for the bridge as long as it is away, and keep what the caller said meanwhile', async () => {
    const id = v7();
    await received(id);
    await calledBack(id);
    await until(
      async () =>
        (await stage.rows('select from hotline_wanted where ticket_id = $1 and attempts > 1', [id])).length > 0,
    );
    expect(await types(id)).toEqual([]);
    stage.words.set(id, words(id, { category: 'Roads and water', longitude: 10, latitude: 50 }));
    await until(async () => (await types(id)).length === 2);
    const [report, call] = await stage.events(id);
    expect(report?.data).not.toHaveProperty('grid');
    expect(report?.data).not.toHaveProperty('category');
    expect(call?.data).toEqual({ ticketId: id, ...said, by: 'hotline' });
    expect(await stage.count('hotline_wanted')).toBe(0);
  });

  it('are withdrawn when the hotline asks, once, also while their words are still to be read', async () => {
    const [early, late] = [v7(), v7()];
    const withdraw = (ticketId: string) =>
      stage.tell(make(HotlineOrderWithdrawalAsked, { ticketId }), { id: ticketId, ticketId });
    await received(early);
    await withdraw(early);
    await received(late);
    stage.words.set(late, words(late));
    await until(async () => (await types(late)).length === 1);
    await withdraw(late);
    await withdraw(late);
    const asked = async () => (await stage.rows('select from hotline_wanted where withdrawal_asked')).length;
    await until(async () => (await asked()) === 1);
    stage.words.set(early, words(early));
    for (const id of [early, late]) {
      await until(async () => (await types(id)).length > 1);
      expect(await types(id)).toEqual(['report.received.v1', 'report.withdrawal-asked.v1']);
    }
    const gates = 'select from consumer_gate where aggregate_id = $1 and last_sequence = 3';
    await until(async () => (await stage.rows(gates, [late])).length === 1);
    expect(await types(late)).toHaveLength(2);
  });

  it('say whether they are hard cases, where the bridge does', async () => {
    const id = v7();
    stage.words.set(id, words(id, { hardCase: false }));
    await received(id);
    await until(async () => (await types(id)).length === 1);
    expect((await stage.events(id))[0]?.data).toMatchObject({ channel: 'hotline', hardCase: false });
  });
});
