import { HotlineOrderReceived, make } from '@gridwhistle/contracts';
import { until } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { HERE } from './district.js';
import { Stage } from './stage.js';

describe('the words of a report', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open()));
  afterAll(() => stage.close());

  const listsOf = async (id: string): Promise<unknown> => (await stage.events(id))[0]?.data;

  it.each([
    [{ text: '路口爆管，马上来人' }, ['burst']],
    [{ title: '大面积积水', text: 'The ＢＵＲＳＴ　ＰＩＰＥ floods the street' }, ['burst', 'flood']],
  ])('travel only as the codes of the lists that they fall under: %j', async (words, wordLists) => {
    const { body } = await stage.report({ ...words, category: '0102', place: { type: 'Point', coordinates: HERE } });
    expect(await listsOf(String(body['id']))).toMatchObject({ wordLists });
    for (const table of ['report', 'event_log', 'idempotency_key']) {
      expect(JSON.stringify(await stage.rows(`select t::text from ${table} t`))).not.toMatch(/爆管|积水|ＢＵＲＳＴ/);
    }
  });

  it('are not looked for in the address, and nothing is said where they fall under no list', async () => {
    const { body } = await stage.report({ text: 'A lamp is out', address: '爆管 Street 5', category: '0102' });
    expect(await listsOf(String(body['id']))).not.toHaveProperty('wordLists');
  });

  it('count as much where the hotline sends them', async () => {
    const ticketId = v7();
    const more = { severity: 'normal' as const, confidential: false, receivedAt: '2026-03-02T01:00:00Z' };
    stage.words.set(ticketId, { ticketId, number: 'HL-1', title: 'Leak', content: '小区门口爆管', ...more });
    const received = make(HotlineOrderReceived, { ticketId, severity: 'normal', confidential: false });
    await stage.tell(received, { id: ticketId, ticketId });
    await until(async () => (await stage.events(ticketId)).length === 1);
    expect(await listsOf(ticketId)).toMatchObject({ wordLists: ['burst'] });
  });
});
