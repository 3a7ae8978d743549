import {
  make,
  OrderAccepted,
  OrderIssued,
  OrderReturned,
  TicketAssigned,
  TicketClosed,
  TicketExtended,
  TicketResolved,
} from '@gridwhistle/contracts';
import { until } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { fileURLToPath } from 'node:url';
import { loadProfileFolder } from '../../profile/folder.js';
import { dayRow, exchangeForm, startHotlineSimulator, wideOrder, type HotlineSimulator } from '../index.js';
import { Stage } from './stage.js';

const { profile } = await loadProfileFolder(fileURLToPath(new URL('../../../profiles/longli', import.meta.url)));
const WATER = '522730-water';
const due = '2026-03-04T09:00:00Z';
const what = { category: '0102', severity: 'normal' as const, grid: '522730001001001', area: '522730001001' };

describe('a platform with an address and a secret of its own', () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  let stage: Stage;
  let city: HotlineSimulator;
  beforeAll(async () => {
    city = await startHotlineSimulator({ secret, platformUrl: () => stage.service.url });
    const settings = { GW_HOTLINE_PLATFORMS: JSON.stringify({ 'wide-order': { url: city.url, secret } }) };
    stage = await Stage.open({ district: profile, settings });
  });
  afterAll(async () => {
    await stage.close();
    await city.stop();
  });

  it('is heard by its own secret alone, and told at its own address', async () => {
    const foreign = await stage.hotline.sendAs('wide-order', 'orders', wideOrder('W-own'));
    expect(foreign).toMatchObject({ status: 401, body: { code: 'auth.signature-invalid' } });
    const stranger = await city.sendAs('exchange-form', 'orders', exchangeForm('F-own'));
    expect(stranger).toMatchObject({ status: 401, body: { code: 'auth.signature-invalid' } });
    expect(await city.sendAs('wide-order', 'orders', wideOrder('W-own'))).toMatchObject({ status: 201 });
    expect(await stage.hotline.sendAs('exchange-form', 'orders', exchangeForm('F-own'))).toMatchObject({ status: 201 });
    for (const number of ['W-own', 'F-own']) await accepted(number);
    await until(() => city.foreign().length > 0 && stage.hotline.foreign().length > 0);
    expect([city.counts().refused, stage.hotline.counts().refused]).toEqual([0, 0]);
  });

  /** A department takes the order: the platform is told. */
  async function accepted(number: string): Promise<void> {
    const [row] = await stage.rows<{ id: string }>('select ticket_id as id from hotline_order where number = $1', [
      number,
    ]);
    const ticketId = row?.id ?? '';
    const [orderId, first] = [v7(), { round: 1, unit: WATER, rule: 'r', dueAt: due, provisional: false }];
    const kind = { role: 'lead', tier: 'district', origin: 'assign', round: 1, verifier: '522730-centre' } as const;
    const ids = { orderId, ticketId, unit: WATER };
    await stage.tell(make(TicketAssigned, { ticketId, ...what, ...first }), { id: ticketId, ticketId });
    const issued = make(OrderIssued, { ...ids, ...kind, ...what, acceptDueAt: due, dueAt: due, provisional: false });
    await stage.tell(issued, { id: orderId, ticketId, unit: WATER });
    await stage.tell(make(OrderAccepted, { ...ids, onTime: true }), { id: orderId, ticketId, unit: WATER });
  }
});

describe('platforms that speak their own format', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open({ district: profile })));
  afterAll(() => stage.close());

  const words = async (ticketId: string) => {
    const headers = { authorization: 'Bearer an-internal-key-of-32-characters' };
    const answer = await fetch(`${stage.service.url}/internal/hotline-orders/${ticketId}`, { headers });
    return (await answer.json()) as Record<string, unknown>;
  };
  const idOf = ({ body }: { body: unknown }) => (body as { ticketId: string }).ticketId;

  it('hand over a wide order of a city hotline', async () => {
    const answer = await stage.hotline.sendAs('wide-order', 'orders', wideOrder('W1'));
    expect(answer).toMatchObject({ status: 201, body: { number: 'W1' } });
    const taken = await words(idOf(answer));
    expect(taken).toMatchObject({
      number: 'W1',
      title: '路口水管漏水',
      kind: 'help',
      category: '0102',
      address: '龙里县冠山街道大冲社区二号路口',
      severity: 'emergency',
      confidential: true,
      hardCase: true,
      caller: { name: '王小明', phone: '13912345678' },
      askedUntil: '2026-03-04T18:00:00+08:00',
    });
    // Its coordinates were a Chinese map's.
    expect(taken['longitude']).toBeCloseTo(106.9759, 3);
    expect(taken['latitude']).toBeCloseTo(26.4535, 3);
    expect(await stage.hotline.sendAs('wide-order', 'orders', wideOrder('W1'))).toMatchObject({ status: 200 });
  });

  it.each([true, false])('hand over an exchange form, as a form: %p', async (form) => {
    const answer = await stage.hotline.sendAs('exchange-form', 'orders', exchangeForm(`F-${form}`), { form });
    expect(answer).toMatchObject({ status: 201 });
    expect(await words(idOf(answer))).toMatchObject({
      title: '路灯不亮',
      kind: 'complaint',
      category: '0105',
      severity: 'normal',
      confidential: true,
      caller: { name: '李女士', phone: '13800001234' },
      askedUntil: '2026-03-09T18:00:00+08:00',
    });
  });

  it('are told field and code of everything that nobody knows, and nothing is guessed', async () => {
    const strange = { ...exchangeForm('F-strange'), 紧急程度: '非常急', 办结时限: '明天', 主要内容: ' ' };
    const answer = await stage.hotline.sendAs('exchange-form', 'orders', strange, { form: true });
    expect(answer).toMatchObject({ status: 400, body: { code: 'input.invalid' } });
    const { errors } = answer.body as { errors: { field: string; message: string }[] };
    expect(errors.map(({ field }) => field)).toEqual(['紧急程度', '办结时限', '主要内容']);
    expect(errors[0]?.message).toBe('severity: no code for "非常急"');
    expect(await stage.rows(`select from hotline_order where number = 'F-strange'`)).toEqual([]);
    const twice = `${new URLSearchParams(exchangeForm('F-twice')).toString()}&%E6%A0%87%E9%A2%98=x`;
    const unsigned = { method: 'POST', body: new URLSearchParams(twice) };
    expect((await fetch(`${stage.service.url}/hotline/v1/platforms/exchange-form/orders`, unsigned)).status).toBe(400);
    const nowhere = await stage.hotline.sendAs('nowhere', 'orders', exchangeForm('F9'));
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'hotline-platform.unknown' } });
    const unsaid = await stage.hotline.sendAs('day-export', 'urges', dayRow('D9'));
    expect(unsaid).toMatchObject({ status: 404, body: { code: 'hotline-platform.unknown' } });
  });

  it('keep what is no hard case, where the profile takes hard cases only', async () => {
    const ordinary = { ...exchangeForm('F-ordinary'), 受理类型: '普通件' };
    const answer = await stage.hotline.sendAs('exchange-form', 'orders', ordinary);
    expect(answer).toMatchObject({ status: 422, body: { code: 'hotline-order.not-a-hard-case' } });
  });

  /** Dispatch's story of one ticket. */
  async function handled(ticketId: string): Promise<void> {
    const orderId = v7();
    stage.results.set(orderId, '已更换水管');
    const ids = { orderId, ticketId, unit: WATER };
    const ticket = (event: object) => stage.tell(event, { id: ticketId, ticketId });
    const order = (event: object) => stage.tell(event, { id: orderId, ticketId, unit: WATER });
    const first = { round: 1, unit: WATER, rule: 'r', dueAt: due, provisional: false };
    const kind = { role: 'lead', tier: 'district', origin: 'assign', round: 1, verifier: '522730-centre' } as const;
    await ticket(make(TicketAssigned, { ticketId, ...what, ...first }));
    await order(make(OrderIssued, { ...ids, ...kind, ...what, acceptDueAt: due, dueAt: due, provisional: false }));
    await order(make(OrderAccepted, { ...ids, onTime: true }));
    await order(make(OrderReturned, ids));
    await ticket(make(TicketExtended, { ticketId, dueAt: '2026-03-06T09:00:00Z', provisional: false }));
    const result = { round: 1, outcome: 'solved' as const, orderId, unit: WATER, onTime: true, ratingUntil: due };
    await ticket(make(TicketResolved, { ticketId, ...result }));
    await ticket(make(TicketClosed, { ticketId, round: 1, outcome: 'solved', by: 'rating' }));
  }
  const told = (path: string) =>
    stage.hotline.foreign().flatMap((message) => (message.path === path ? [message.body] : []));

  it('are told in their own words what was done', async () => {
    await handled(idOf(await stage.hotline.sendAs('exchange-form', 'orders', exchangeForm('F-told'))));
    const forms = () => told('/forms/replies').filter((form) => form['工单编号'] === 'F-told');
    await until(() => forms().length === 5);
    expect(forms().map((form) => form['回复类型'])).toEqual(
      expect.arrayContaining(['签收', '转办', '延期', '办结', '归档']) as unknown,
    );
    expect(forms().find((form) => form['回复类型'] === '签收')).toMatchObject({
      签发人: '龙里县水务局',
      办结时限: '2026-03-04 17:00',
    });
    expect(forms().find((form) => form['回复类型'] === '转办')).toMatchObject({
      '办理情况或回退(延期)理由': 'the words for return',
    });
    expect(forms().find((form) => form['回复类型'] === '延期')).toMatchObject({ 延期至: '2026-03-06 17:00' });
    expect(forms().find((form) => form['回复类型'] === '办结')).toMatchObject({
      '办理情况或回退(延期)理由': '已更换水管',
      办理结果: '已解决',
    });
    const silent = `select message from outgoing where state = 'silent'`;
    await until(async () => (await stage.rows(silent)).length === 1);
    expect(await stage.rows(silent)).toEqual([{ message: 'progress' }]);
  });

  it('are told in groups of fields, where they have them', async () => {
    await handled(idOf(await stage.hotline.sendAs('wide-order', 'orders', wideOrder('W-told'))));
    const orders = () => told('/orders/handling') as { order: object; handling: { unit: Record<string, unknown> } }[];
    await until(() => orders().length === 6);
    const result = orders().find(({ handling }) => handling.unit['status'] === '50');
    expect(result).toMatchObject({
      order: { number: 'W-told' },
      handling: { unit: { name: '龙里县水务局', code: WATER, reply: '已更换水管', overdue: '0' } },
      closing: { result: '已解决' },
    });
  });

  it('say what the caller said, press and withdraw', async () => {
    const ticketId = idOf(await stage.hotline.sendAs('wide-order', 'orders', wideOrder('W2')));
    const closing = { reached: '1', contacted: '1', solved: '0', satisfied: '3', timesClosed: 1 };
    const theirs = { ...wideOrder('W2'), closing };
    expect((await stage.hotline.sendAs('wide-order', 'call-backs', theirs)).status).toBe(201);
    expect((await stage.hotline.sendAs('wide-order', 'urges', wideOrder('W2'))).status).toBe(201);
    expect((await stage.hotline.sendAs('wide-order', 'withdrawals', wideOrder('W2'))).status).toBe(201);
    const events = (await stage.events(ticketId)).slice(1);
    expect(events.map(({ type }) => type)).toEqual([
      'hotline-order.called-back.v1',
      'hotline-order.urged.v1',
      'hotline-order.withdrawal-asked.v1',
    ]);
    expect(events[0]?.data).toMatchObject({ round: 1, solved: false, satisfaction: 'dissatisfied' });
  });

  it('say nothing about the orders of others: mapping, signature and platform belong together', async () => {
    const other = { status: 403, body: { code: 'hotline-order.other-platform' } };
    await stage.hotline.sendAs('wide-order', 'orders', wideOrder('W3'));
    await stage.hotline.sendAs('exchange-form', 'orders', exchangeForm('F3'));
    await stage.hotline.sendOrder({ number: 'O3', title: 'Leak', content: 'Water runs' });
    const closing = { reached: '1', contacted: '1', solved: '1', satisfied: '1', timesClosed: 1 };
    for (const number of ['F3', 'O3']) {
      const theirs = { ...wideOrder(number), closing };
      for (const what of ['orders', 'call-backs', 'urges', 'withdrawals'] as const) {
        expect(await stage.hotline.sendAs('wide-order', what, theirs)).toMatchObject(other);
      }
    }
    const callBack = { number: 'W3', reached: true, solved: true };
    expect(await stage.hotline.sendCallBack(callBack)).toMatchObject(other);
    expect(await stage.hotline.sendAbout('W3', 'urges', 'Again')).toMatchObject(other);
    expect(await stage.hotline.sendAbout('W3', 'withdrawal', 'No more')).toMatchObject(other);
    expect(await stage.hotline.sendAbout('O3', 'urges', 'Again')).toMatchObject({ status: 201 });
    const said = `select from said join hotline_order using (ticket_id) where number in ('W3', 'F3')`;
    expect(await stage.rows(said)).toEqual([]);
  });
});

describe('a platform whose mapping does not cover what happened', () => {
  it('is told when the mapping does: the message is parked with field and code meanwhile', async () => {
    const district = structuredClone(profile);
    const form = district.hotlinePlatforms?.find(({ code }) => code === 'exchange-form');
    for (const { fields } of form?.outgoing ?? []) delete fields['办理结果']?.codes?.['solved'];
    const stage = await Stage.open({ district });
    const { body } = await stage.hotline.sendAs('exchange-form', 'orders', exchangeForm('F1'));
    const { ticketId } = body as { ticketId: string };
    await stage.tell(make(TicketClosed, { ticketId, round: 1, outcome: 'solved', by: 'rating' }), {
      id: ticketId,
      ticketId,
    });
    const parked = `select reason from outgoing where state = 'parked'`;
    await until(async () => (await stage.rows(parked)).length === 1);
    expect(await stage.rows(parked)).toEqual([
      { reason: 'input.invalid: 1 problem(s) in the input; outcome 办理结果: no code for "solved"' },
    ]);
    await stage.close();
  });
});

describe('a hotline that hands over everything', () => {
  it('says which are hard cases; the others go the way of any report', async () => {
    const stage = await Stage.open({ district: { ...profile, hotlineMode: 'everything' } });
    const forms = { 普通件: false, 疑难件: true };
    for (const [kind, hardCase] of Object.entries(forms)) {
      const { status, body } = await stage.hotline.sendAs('exchange-form', 'orders', {
        ...exchangeForm(kind),
        受理类型: kind,
      });
      expect(status).toBe(201);
      const path = `/internal/hotline-orders/${(body as { ticketId: string }).ticketId}`;
      const headers = { authorization: 'Bearer an-internal-key-of-32-characters' };
      expect(await (await fetch(`${stage.service.url}${path}`, { headers })).json()).toMatchObject({ hardCase });
    }
    await stage.close();
  });
});
