import { fileURLToPath } from 'node:url';
import { loadProfileFolder } from '../../profile/folder.js';
import { dayRow } from '../index.js';
import { Stage } from './stage.js';

const { profile } = await loadProfileFolder(fileURLToPath(new URL('../../../profiles/longli', import.meta.url)));
const CENTRE = '522730-centre';

interface Row {
  line: number;
  result: string;
  number?: string;
  ticketId?: string;
  problems: { code: string; field?: string; message: string }[];
}

describe("a district's export of a day", () => {
  let stage: Stage;
  let token: string;
  beforeAll(async () => {
    stage = await Stage.open({ district: profile });
    token = await stage.token(CENTRE);
  });
  afterAll(() => stage.close());

  const send = (rows: object[], as = token, platform = 'day-export') =>
    stage.send<{ rows: Row[] }>('POST', '/api/v1/hotline/imports', { token: as, body: { platform, rows } });
  const row = (line: number, cells: object) => ({ line, cells });
  const filled = (cells: Record<string, string>) =>
    Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== ''));

  it('becomes orders, once however often it comes, each line that cannot be read named', async () => {
    const rows = [
      row(2, filled(dayRow('D1'))),
      row(3, { ...filled(dayRow('D2')), 工单类型: '其他', 标题: ' ' }),
      row(4, { 标题: '没有编号' }),
      row(5, filled(dayRow('D3'))),
    ];
    const first = await send(rows);
    expect(first.status).toBe(200);
    expect(first.body.rows.map(({ line, result }) => [line, result])).toEqual([
      [2, 'taken'],
      [3, 'refused'],
      [4, 'refused'],
      [5, 'taken'],
    ]);
    expect(first.body.rows[1]?.problems.map(({ field, code }) => [field, code])).toEqual([
      ['工单类型', 'mapping.unknown-code'],
      ['标题', 'isString'],
    ]);
    expect(new Set(first.body.rows[2]?.problems.map(({ field }) => field))).toEqual(new Set(['工单编号', '主要内容']));
    const again = await send(rows);
    expect(again.body.rows.map(({ result }) => result)).toEqual(['known', 'refused', 'refused', 'known']);
    expect(again.body.rows[0]?.ticketId).toBe(first.body.rows[0]?.ticketId);
    expect(await stage.count('hotline_order')).toBe(2);
    const { body } = await stage.hotline.askState('D1');
    expect(body).toMatchObject({ number: 'D1', state: 'reported' });
  });

  const UNSOLVED = { 是否解决: '否', 是否满意: '不满意' };
  const typesOf = async (ticketId: unknown) => (await stage.events(String(ticketId))).map(({ type }) => type);

  it('tells what the caller said of a result, once the columns are filled and the result is there', async () => {
    const said = { ...filled(dayRow('D4')), ...UNSOLVED };
    const [early] = (await send([row(2, said)])).body.rows;
    expect(early).toMatchObject({ result: 'taken', number: 'D4', problems: [{ code: 'hotline-order.no-result' }] });
    expect(await typesOf(early?.ticketId)).toEqual(['hotline-order.received.v1']);
    await stage.resolve('D4', String(early?.ticketId));
    expect((await send([row(2, said)])).body.rows).toMatchObject([{ result: 'taken', problems: [] }]);
    expect((await send([row(7, said)])).body.rows).toMatchObject([{ result: 'known', problems: [] }]);
    expect(await typesOf(early?.ticketId)).toEqual(['hotline-order.received.v1', 'hotline-order.called-back.v1']);
  });

  it('is asked about when it contradicts itself', async () => {
    await send([row(2, filled(dayRow('D6')))]);
    const other = { ...filled(dayRow('D6')), 主要内容: '另一件事' };
    expect((await send([row(2, other)])).body.rows).toMatchObject([
      { result: 'refused', problems: [{ code: 'hotline-order.contradiction' }] },
    ]);
  });

  it('takes nothing of a line half of which cannot be read, and names all of it', async () => {
    const half = { ...filled(dayRow('D7')), 标题: ' ', 是否解决: '也许', 是否满意: '不错' };
    const [refused] = (await send([row(2, half)])).body.rows;
    expect(refused).toMatchObject({ result: 'refused' });
    expect(refused?.problems.map(({ field }) => field).toSorted()).toEqual(['是否满意', '是否解决', '标题'].toSorted());
    expect(await stage.rows(`select from hotline_order where number = 'D7'`)).toEqual([]);
  });

  it('is taken from the centre only, for a platform that the profile has', async () => {
    const rows = [row(2, filled(dayRow('D5')))];
    expect((await send(rows, await stage.token('522730-water'))).status).toBe(403);
    expect(await send(rows, token, 'nowhere')).toMatchObject({
      status: 404,
      body: { code: 'hotline-platform.unknown' },
    });
    expect((await send([])).status).toBe(400);
    expect(await stage.rows(`select from hotline_order where number = 'D5'`)).toEqual([]);
  });
});
