import { make, TicketClosed, TicketReopened } from '@gridwhistle/contracts';
import { Webhook } from 'standardwebhooks';
import { SECRET, Stage } from './stage.js';

const order = (number: string, more: object = {}) => ({
  number,
  title: 'Leak',
  content: 'Unmistakable words about water',
  category: 'Roads / water',
  longitude: 106.95,
  latitude: 26.45,
  caller: { name: 'Unmistakable Wang', phone: '13912345678' },
  ...more,
});

describe('what the hotline hands over', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open()));
  afterAll(() => stage.close());

  it('becomes a ticket that is announced without words', async () => {
    const { status, body } = await stage.hotline.sendOrder(order('HL1'));
    const { ticketId } = body as { ticketId: string };
    expect(status).toBe(201);
    expect(body).toMatchObject({ number: 'HL1', ticketId: expect.stringMatching(/-7/) as string });
    const [event, ...others] = await stage.events(ticketId);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ type: 'hotline-order.received.v1', subject: ticketId, ticketid: ticketId });
    expect(event?.traceparent?.slice(3, 35)).toBe(ticketId.replaceAll('-', ''));
    expect(event?.data).toEqual({ ticketId, severity: 'normal', confidential: false });
    for (const table of ['hotline_order', 'event_log']) {
      expect(JSON.stringify(await stage.rows(`select t::text from ${table} t`))).not.toMatch(
        /Unmistakable|13912345678/,
      );
    }
  });

  it('is the same order when it comes again, also at the same moment', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => stage.hotline.sendOrder(order('HL2'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    for (const { body } of answers) expect(body).toEqual(answers[0]?.body);
    expect(await stage.rows(`select from hotline_order where number = 'HL2'`)).toHaveLength(1);
  });

  it('contradicts itself when the same number brings other content', async () => {
    const first = await stage.hotline.sendOrder(order('HL3'));
    const { ticketId } = first.body as { ticketId: string };
    const second = await stage.hotline.sendOrder(order('HL3', { content: 'Something else' }));
    expect(second).toMatchObject({ status: 409, body: { code: 'hotline-order.contradiction' } });
    expect(await stage.rows('select ticket_id from contradiction')).toEqual([{ ticket_id: ticketId }]);
    expect(await stage.events(ticketId)).toHaveLength(1);
    expect((await stage.hotline.sendOrder(order('HL3'))).body).toEqual(first.body);
  });

  describe('and is refused', () => {
    const post = (body: string, headers: Record<string, string>) =>
      fetch(`${stage.service.url}/hotline/v1/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
    const signed = (body: string, secret = SECRET, at = new Date(), id = 'msg_1') => ({
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    });
    const text = JSON.stringify(order('HL4'));
    const stranger = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
    const forged: [string, () => Record<string, string>][] = [
      ['without a signature', () => ({})],
      ["with a stranger's signature", () => signed(text, stranger)],
      ['with the signature of another body', () => signed(`${text} `)],
      ['with an old signature', () => signed(text, SECRET, new Date(Date.now() - 600_000))],
      ['with the signature of another id', () => ({ ...signed(text), 'webhook-id': 'msg_2' })],
      ['with an endless id', () => signed(text, SECRET, new Date(), 'm'.repeat(300))],
    ];

    it.each(forged)('%s', async (_case, headers) => {
      const answer = await post(text, headers());
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ code: 'auth.signature-invalid' });
      expect(await stage.rows(`select from hotline_order where number = 'HL4'`)).toEqual([]);
    });

    const bad: [string, object, string][] = [
      ['without a number', { ...order('x'), number: undefined }, 'number'],
      ['with an unknown field', order('HL5', { colour: 'blue' }), 'colour'],
      ['with half a place', order('HL5', { latitude: undefined }), 'latitude'],
      ['with a place beyond the pole', order('HL5', { latitude: 91 }), 'latitude'],
      ['with a null character', order('H\0L'), 'number'],
      ['with an unknown severity', order('HL5', { severity: 'mild' }), 'severity'],
    ];

    it.each(bad)('%s', async (_case, body, field) => {
      const answer = await stage.hotline.sendOrder(body as never);
      expect(answer).toMatchObject({ status: 400, body: { code: 'input.invalid' } });
      expect((answer.body as { errors: { field: string }[] }).errors.map((error) => error.field)).toContain(field);
      expect(await stage.rows(`select from hotline_order where number = 'HL5'`)).toEqual([]);
    });

    it('when it is no JSON or far too large', async () => {
      expect((await post('{', signed('{'))).status).toBe(400);
      const huge = JSON.stringify(order('HL6', { content: 'x'.repeat(2_000_000) }));
      expect((await post(huge, signed(huge))).status).toBe(413);
    });
  });

  it('may be what the caller said', async () => {
    const { body } = await stage.hotline.sendOrder(order('HL7'));
    const { ticketId } = body as { ticketId: string };
    const said = { number: 'HL7', reached: true, solved: false, satisfaction: 'dissatisfied' as const };
    expect((await stage.hotline.sendCallBack(said, 'call-1')).status).toBe(201);
    expect((await stage.hotline.sendCallBack(said, 'call-1')).status).toBe(200);
    expect((await stage.hotline.sendCallBack({ ...said, solved: true }, 'call-1')).status).toBe(409);
    const unknown = await stage.hotline.sendCallBack({ ...said, number: 'HL-nowhere' });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'hotline-order.unknown' } });
    expect((await stage.events(ticketId)).slice(1).map(({ type, data }) => [type, data])).toEqual([
      [
        'hotline-order.called-back.v1',
        { ticketId, round: 1, effective: true, responded: true, solved: false, satisfaction: 'dissatisfied' },
      ],
    ]);
  });

  describe('about a result', () => {
    const said = { reached: true, solved: true, satisfaction: 'satisfied' as const };

    /** An order whose ticket has a result in the round. */
    async function resolved(number: string, round = 1): Promise<string> {
      const { body } = await stage.hotline.sendOrder(order(number));
      const { ticketId } = body as { ticketId: string };
      await stage.resolve(number, ticketId, round);
      return ticketId;
    }
    const tell = (ticketId: string, event: object) => stage.tell(event, { id: ticketId, ticketId });
    const rounds = async (ticketId: string) =>
      (await stage.events(ticketId)).flatMap(({ type, data }) =>
        type === 'hotline-order.called-back.v1' ? [(data as { round: number }).round] : [],
      );

    it('stands when it is the first that reached the caller; another answer is kept and refused', async () => {
      const ticketId = await resolved('HL-first');
      const unreached = { number: 'HL-first', reached: false, solved: false };
      expect((await stage.hotline.sendCallBack(unreached)).status).toBe(201);
      expect((await stage.hotline.sendCallBack({ ...said, number: 'HL-first' })).status).toBe(201);
      expect((await stage.hotline.sendCallBack({ ...said, number: 'HL-first' })).status).toBe(200);
      const other = await stage.hotline.sendCallBack({ ...said, number: 'HL-first', solved: false });
      expect(other).toMatchObject({ status: 409, body: { code: 'hotline-order.contradiction' } });
      expect(await rounds(ticketId)).toEqual([1, 1]);
      const kept = 'select from contradiction where ticket_id = $1';
      expect(await stage.rows(kept, [ticketId])).toHaveLength(1);
    });

    it('is one of two that came together', async () => {
      const ticketId = await resolved('HL-twins');
      const answers = await Promise.all(
        [true, false].map((solved) => stage.hotline.sendCallBack({ ...said, solved, number: 'HL-twins' })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(await rounds(ticketId)).toEqual([1]);
    });

    it('is of the round that it came too late for, or that it names', async () => {
      const ticketId = await resolved('HL-late');
      await tell(ticketId, make(TicketReopened, { ticketId, round: 2, reason: 'not-solved' }));
      await stage.stands('HL-late', 'assigned', 2);
      expect((await stage.hotline.sendCallBack({ ...said, number: 'HL-late' })).status).toBe(201);
      // It came before the second result, so the true one can still come.
      const early = { ...said, number: 'HL-late', round: 2 };
      expect((await stage.hotline.sendCallBack(early)).status).toBe(201);
      await stage.resolve('HL-late', ticketId, 2);
      expect((await stage.hotline.sendCallBack({ ...early, solved: false })).status).toBe(201);
      expect(await rounds(ticketId)).toEqual([1, 2, 2]);
    });

    it('is taken after the closing too; pressing and withdrawing are not', async () => {
      const ticketId = await resolved('HL-over');
      await tell(ticketId, make(TicketClosed, { ticketId, round: 1, outcome: 'solved', by: 'rating-window' }));
      await stage.stands('HL-over', 'closed', 1);
      expect((await stage.hotline.sendCallBack({ ...said, number: 'HL-over' })).status).toBe(201);
      for (const what of ['urges', 'withdrawal'] as const) {
        const answer = await stage.hotline.sendAbout('HL-over', what, 'Too late');
        expect(answer).toMatchObject({ status: 409, body: { code: 'lifecycle.wrong-transition' } });
      }
    });
  });

  it('may be pressed for as often as somebody asks, and withdrawn once', async () => {
    const early = await stage.hotline.sendAbout('HL-press', 'urges', 'Unmistakable words');
    expect(early).toMatchObject({ status: 404, body: { code: 'hotline-order.unknown' } });
    const { body } = await stage.hotline.sendOrder(order('HL-press'));
    const { ticketId } = body as { ticketId: string };
    const send = (what: 'urges' | 'withdrawal', id: string, why = 'Unmistakable words') =>
      stage.hotline.sendAbout('HL-press', what, why, id);
    const statuses: number[] = [];
    for (const id of ['u-1', 'u-1', 'u-2']) statuses.push((await send('urges', id)).status);
    statuses.push((await send('urges', 'u-2', 'Other words')).status);
    for (const id of ['w-1', 'w-1', 'w-2']) statuses.push((await send('withdrawal', id)).status);
    expect(statuses).toEqual([201, 200, 201, 409, 201, 200, 200]);
    expect((await stage.events(ticketId)).slice(1).map(({ type }) => type)).toEqual([
      'hotline-order.urged.v1',
      'hotline-order.urged.v1',
      'hotline-order.withdrawal-asked.v1',
    ]);
    for (const table of ['said', 'event_log']) {
      expect(JSON.stringify(await stage.rows(`select t::text from ${table} t`))).not.toContain('Unmistakable words');
    }
  });

  it('can be asked about, by the hotline and by services', async () => {
    const { body } = await stage.hotline.sendOrder(order('HL 8/9'));
    const { ticketId } = body as { ticketId: string };
    expect((await stage.hotline.askState('HL 8/9')).body).toMatchObject({
      ticketId,
      state: 'reported',
      round: 0,
      messages: [],
    });
    expect((await stage.hotline.askState('HL-nowhere')).status).toBe(404);
    const path = `${stage.service.url}/internal/hotline-orders/${ticketId}`;
    const headers = { authorization: 'Bearer an-internal-key-of-32-characters' };
    const words = (await (await fetch(path, { headers })).json()) as object;
    expect(words).toMatchObject({ ...order('HL 8/9'), ticketId, severity: 'normal', confidential: false });
    expect((await fetch(path)).status).toBe(401);
  });
});
