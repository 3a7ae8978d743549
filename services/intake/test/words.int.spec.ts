import { HotlineOrderReceived, make, type WordsFound } from '@gridwhistle/contracts';
import { until } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { INTAKE_SETTINGS } from '../src/config.js';
import { pairsOf } from '../src/domain/word-pairs.js';
import { Sealed } from '../src/sealed.js';
import { CENTRE } from './district.js';
import { Stage } from './stage.js';

const INTERNAL_KEY = INTAKE_SETTINGS.GW_INTERNAL_KEY.example;

describe('tickets by their words', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open()));
  afterAll(() => stage.close());

  const ask = (body: object, token: string | undefined = INTERNAL_KEY) =>
    stage.send<WordsFound>('POST', '/internal/words', { token, body });
  const found = async (words: string, more: object = {}) => (await ask({ words, ...more })).body.ids;
  const report = async (text: string, more: object = {}): Promise<string> =>
    String((await stage.report({ text, ...more })).body['id']);
  const indexed = (id: string) =>
    until(async () => (await stage.rows('select from word_index where ticket_id = $1', [id])).length > 0);

  it('are found by every word of title, text and address, newest first', async () => {
    const pipe = await report('小区门口供水管道漏水', { title: '三号楼', address: '龙山镇Ａ座' });
    const lamp = await report('村口路灯坏了，还有漏水');
    await indexed(lamp);
    await indexed(pipe);
    expect(await found('漏水')).toEqual([lamp, pipe]);
    expect(await found('路灯')).toEqual([lamp]);
    expect(await found('供水管道')).toEqual([pipe]);
    expect(await found('漏水 三号楼')).toEqual([pipe]);
    expect(await found('a座')).toEqual([pipe]);
    expect(await found('漏水 油烟')).toEqual([]);
    expect(await found('漏水', { before: lamp })).toEqual([pipe]);
    expect(await found('漏水', { among: [pipe, v7()] })).toEqual([pipe]);
    expect((await ask({ words: '漏水' })).body.complete).toBe(true);
  });

  it('are found over many spans of time', async () => {
    const text = '电梯故障';
    const now = await report(text);
    await indexed(now);
    const [old, older] = [v7({ msecs: Date.parse('2019-01-01') }), v7({ msecs: Date.parse('2016-01-01') })];
    for (const id of [old, older]) await copyOf(now, id);
    await stage.rows('insert into word_wanted select unnest($1::uuid[])', [[old, older]]);
    await indexed(older);
    await indexed(old);
    expect(await found('电梯')).toEqual([now, old, older]);
    expect(await found('电梯', { before: old })).toEqual([older]);
    expect(await found('电梯', { among: [older, now] })).toEqual([now, older]);
  });

  it('are found when their words came from the hotline', async () => {
    const id = v7();
    const words = { title: '噪声', content: '夜间施工', severity: 'normal' as const, confidential: true };
    stage.words.set(id, { ticketId: id, number: 'HL-1', receivedAt: '2026-03-02T01:00:00Z', ...words });
    const event = make(HotlineOrderReceived, { ticketId: id, severity: 'normal', confidential: true });
    await stage.tell(event, { id, ticketId: id });
    await indexed(id);
    expect(await found('噪声 施工')).toEqual([id]);
  });

  it('are found when they were there before there was an index', async () => {
    const id = await report('河道淤积');
    await indexed(id);
    const all = await stage.count('report');
    await stage.rows('truncate word_index');
    await stage.rows(`insert into word_backfill values ('ffffffff-ffff-ffff-ffff-ffffffffffff')`);
    await until(async () => (await stage.count('word_backfill')) === 0);
    expect(await stage.count('word_index')).toBe(all);
    expect(await found('河道')).toEqual([id]);
  });

  it('are found by others when the words of one cannot be opened', async () => {
    const [broken, whole] = [v7(), await report('井盖缺失')];
    await copyOf(whole, broken);
    await stage.rows(`update report set words = 'none.of' where id = $1`, [broken]);
    await stage.rows('insert into word_wanted values ($1)', [broken]);
    await indexed(broken);
    expect(await found('井盖')).toEqual([whole]);
  });

  it('are not lost when indexing breaks off', async () => {
    await stage.rows('alter table word_index add constraint broken check (false) not valid');
    const id = await report('绿化带枯死');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await stage.rows('select from word_wanted where ticket_id = $1', [id])).toHaveLength(1);
    await stage.rows('alter table word_index drop constraint broken');
    await indexed(id);
    expect(await found('绿化')).toEqual([id]);
    expect(await stage.count('word_wanted')).toBe(0);
  });

  it('are numbers in the index, others in each span of time', async () => {
    const rows = await stage.rows<{ tokens: string[] }>('select tokens from word_index where cardinality(tokens) > 0');
    expect(rows.flatMap(({ tokens }) => tokens).filter((token) => !/^-?\d+$/.test(token))).toEqual([]);
    const sealed = stage.service.app.get(Sealed, { strict: false });
    const tokens = [1, 2].flatMap((span) => sealed.tokens(span, [...pairsOf('漏水'), ...pairsOf('水漏')]));
    expect(new Set(tokens).size).toBe(4);
  });

  it.each(['漏', '漏 水', '  ', '，。', ''])('are not looked for by "%s"', async (words) => {
    const { status, body } = await ask({ words });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'input.invalid', errors: [{ field: 'words' }] });
  });

  it('are for services only', async () => {
    const staff = await stage.token({ unit: CENTRE, roles: ['member'] });
    expect((await ask({ words: '漏水' }, staff)).status).toBe(403);
  });

  /** The same report under another id, as an earlier version wrote it. */
  const copyOf = (from: string, id: string) =>
    stage.rows(
      `insert into report select (jsonb_populate_record(r, jsonb_build_object('id', $2::uuid))).* from report r where id = $1`,
      [from, id],
    );
});
