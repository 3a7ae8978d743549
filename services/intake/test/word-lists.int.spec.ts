import { HotlineOrderReceived, make, type WordListsFound } from '@gridwhistle/contracts';
import { until } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { INTAKE_SETTINGS } from '../src/config.js';
import { CENTRE, HERE } from './district.js';
import { Stage } from './stage.js';

const INTERNAL_KEY = INTAKE_SETTINGS.GW_INTERNAL_KEY.example;

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

  describe('asked for by other lists', () => {
    const ask = (body: object, token: string = INTERNAL_KEY) =>
      stage.send<WordListsFound>('POST', '/internal/word-lists', { token, body });
    const lists = [
      { code: 'lamps', words: ['路灯', 'lamp'] },
      { code: 'lifts', words: ['电梯'] },
    ];

    it('are looked for in what was reported, and answered by codes only', async () => {
      const reported = async (body: object): Promise<string> => String((await stage.report(body)).body['id']);
      const [both, none] = [
        await reported({ title: 'Ｌａｍｐ', text: '电梯和灯都坏了' }),
        await reported({ text: 'Nothing of that', address: '路灯 5' }),
      ];
      const { status, body } = await ask({ lists, ids: [both, none, v7()] });
      expect(status).toBe(200);
      expect(new Map(body.found)).toEqual(
        new Map([
          [both, ['lamps', 'lifts']],
          [none, []],
        ]),
      );
    });

    it('are for services only, and within bounds', async () => {
      const operator = await stage.token({ unit: CENTRE, roles: ['operator'] });
      expect((await ask({ lists, ids: [] }, operator)).status).toBe(403);
      expect((await ask({ lists, ids: ['1'] })).status).toBe(400);
      expect((await ask({ lists: [{ code: 'x', words: ['水'.repeat(21)] }], ids: [] })).status).toBe(400);
    });
  });
});
