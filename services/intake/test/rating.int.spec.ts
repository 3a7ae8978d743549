import { TicketReporterLeft, TicketWithdrawalRefused } from '@gridwhistle/contracts';
import { memberOf } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { CENTRE, district, GRID, HERE, WATER } from './district.js';
import { Stage } from './stage.js';
import { Ticket } from './story.js';

const leak = { text: 'Water runs from the main', category: '0102', place: { type: 'Point', coordinates: HERE } };
const happy = { satisfaction: 'satisfied', solved: true };
const centre = { unit: CENTRE, kind: 'centre', area: '522730', tier: 'district', roles: ['member'] } as const;

describe('what reporters say of the result', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open()));
  afterAll(() => stage.close());

  async function reported(): Promise<{ id: string; code: string; ticket: Ticket }> {
    const { body } = await stage.report(leak);
    const id = String(body['id']);
    return { id, code: String(body['code']), ticket: new Ticket(stage, id) };
  }
  const rate = (id: string, body: object) => stage.send('POST', `/api/v1/tickets/${id}/rating`, { body });
  const types = async (id: string) => (await stage.events(id)).map(({ type }) => type);

  it('counts once per round, and only while the result can be rated', async () => {
    const { id, code, ticket } = await reported();
    expect((await rate(id, { code, ...happy })).body.code).toBe('report.rating-closed');
    await ticket.assigned();
    expect((await rate(id, { code, ...happy })).body.code).toBe('report.rating-closed');
    await ticket.resolved();
    expect(await rate(id, { code, satisfaction: 'dissatisfied', solved: false })).toMatchObject({
      status: 201,
      body: { round: 1 },
    });
    expect(await rate(id, { code, ...happy })).toMatchObject({ status: 409, body: { code: 'report.already-rated' } });
    await ticket.reopened(2);
    await ticket.assigned(2);
    const repeated = await rate(id, { code, round: 1, satisfaction: 'dissatisfied', solved: false });
    expect(repeated).toMatchObject({ status: 409, body: { code: 'report.already-rated' } });
    await ticket.resolved(2);
    expect((await rate(id, { code, round: 1, ...happy })).body.code).toBe('report.already-rated');
    expect(await rate(id, { code, ...happy, opinion: 'Well done' })).toMatchObject({ status: 201, body: { round: 2 } });
    const events = await stage.events(id);
    expect(events.slice(1).map(({ type, data }) => [type, data])).toEqual([
      ['report.rated.v1', { ticketId: id, round: 1, satisfaction: 'dissatisfied', solved: false }],
      ['report.rated.v1', { ticketId: id, round: 2, ...happy }],
    ]);
    expect(JSON.stringify(await stage.rows('select opinion from rating'))).not.toContain('Well done');
  });

  it('counts once when it is sent twice at the same moment', async () => {
    const { id, code, ticket } = await reported();
    await ticket.resolved();
    const answers = await Promise.all([1, 2, 3, 4].map(() => rate(id, { code, ...happy })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(await types(id)).toEqual(['report.received.v1', 'report.rated.v1']);
  });

  it('counts no more after the window', async () => {
    const { id, code, ticket } = await reported();
    await ticket.resolved(1, '2026-03-02T00:59:00Z');
    expect((await rate(id, { code, ...happy })).body.code).toBe('report.rating-closed');
  });

  it('needs the code, and tells nobody which tickets exist', async () => {
    const { id } = await reported();
    const wrong = await rate(id, { code: 'AAAAAAAAAAAAAAAAAAAAAA', ...happy });
    const unknown = await rate(v7(), { code: 'AAAAAAAAAAAAAAAAAAAAAA', ...happy });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'auth.code-invalid' } });
    expect({ ...unknown.body, instance: '' }).toEqual({ ...wrong.body, instance: '' });
    expect((await rate(id, happy)).body).toMatchObject({
      code: 'input.invalid',
      errors: [{ field: 'code' }],
    });
  });

  it('can be a wish to withdraw, until it is closed', async () => {
    const { id, code } = await reported();
    const withdraw = (with_: object) => stage.send('POST', `/api/v1/tickets/${id}/withdrawal`, { body: with_ });
    expect((await withdraw({ code: 'AAAAAAAAAAAAAAAAAAAAAA' })).status).toBe(403);
    const first = await withdraw({ code });
    expect(first.status).toBe(202);
    expect((await withdraw({ code })).body).toEqual(first.body);
    expect(await types(id)).toEqual(['report.received.v1', 'report.withdrawal-asked.v1']);
    const late = await reported();
    await late.ticket.closed(0);
    const answer = await stage.send('POST', `/api/v1/tickets/${late.id}/withdrawal`, { body: { code: late.code } });
    expect(answer).toMatchObject({ status: 409, body: { code: 'lifecycle.wrong-transition' } });
  });

  const wish = ({ id, code }: { id: string; code: string }) =>
    stage.send('POST', `/api/v1/tickets/${id}/withdrawal`, { body: { code } });
  const seen = async ({ id, code }: { id: string; code: string }) =>
    (await stage.send('GET', `/api/v1/tickets/${id}`, { code })).body;

  it('is no wish to withdraw once a result is there, confirmed or not [ticket 18]', async () => {
    const late = await reported();
    await late.ticket.assigned();
    await late.ticket.held(GRID, '522730001001-branch');
    await late.ticket.forwarded(GRID);
    const refused = { status: 409, body: { code: 'report.withdrawal-closed' } };
    expect(await wish(late)).toMatchObject(refused);
    await late.ticket.confirmed(GRID);
    await late.ticket.resolved();
    expect(await wish(late)).toMatchObject(refused);
    expect(await types(late.id)).toEqual(['report.received.v1']);
    await late.ticket.reopened(2);
    expect((await wish(late)).status).toBe(202);
  });

  it('is no wish to withdraw from a part that is over', async () => {
    const [whole, doubled, part] = [await reported(), await reported(), new Ticket(stage, v7())];
    await whole.ticket.assigned();
    await part.assigned(1, undefined, { partOf: whole.id });
    await doubled.ticket.merged(part.id);
    await part.closed(1, { outcome: 'solved', by: 'part' });
    expect((await wish(doubled)).body.code).toBe('report.withdrawal-closed');
  });

  it('can be withdrawn again after a wish that crossed a result [ticket 19]', async () => {
    const crossing = await reported();
    await crossing.ticket.assigned();
    expect((await wish(crossing)).status).toBe(202);
    expect(await seen(crossing)).toMatchObject({ withdrawalAsked: true });
    await crossing.ticket.ruled(TicketWithdrawalRefused);
    expect(await seen(crossing)).toMatchObject({ state: 'assigned', withdrawalAsked: false });
    expect((await wish(crossing)).status).toBe(202);
    const asked = (await types(crossing.id)).filter((type) => type === 'report.withdrawal-asked.v1');
    expect(asked).toHaveLength(2);
  });

  it('is over for whoever left a merged matter, who sees it withdrawn [rule 7f]', async () => {
    const [kept, doubled] = [await reported(), await reported()];
    await kept.ticket.assigned();
    await doubled.ticket.merged(kept.id);
    await wish(kept);
    await kept.ticket.ruled(TicketReporterLeft);
    await kept.ticket.resolved();
    const withdrawn = { state: 'closed', outcome: 'withdrawn', rateable: false };
    expect(await seen(kept)).toMatchObject(withdrawn);
    expect(await rate(kept.id, { code: kept.code, ...happy })).toMatchObject({
      status: 409,
      body: { code: 'report.withdrawn' },
    });
    expect(await seen(doubled)).toMatchObject({ state: 'resolved', rateable: true });
    await kept.ticket.ruled(TicketReporterLeft, doubled.id);
    expect(await seen(doubled)).toMatchObject(withdrawn);
  });

  it('can be an objection to what one’s own report was merged into, once in all [kind 5]', async () => {
    const [kept, doubled] = [await reported(), await reported()];
    await kept.ticket.assigned();
    await doubled.ticket.merged(kept.id);
    const explanation = 'The pipe belongs to the house';
    stage.explanations.set(kept.id, { explanation });
    await kept.ticket.marked('private');
    expect(await seen(doubled)).toMatchObject({ kind: 'private', objectable: true, explanation });
    const object = ({ id, code }: typeof kept) =>
      stage.send('POST', `/api/v1/tickets/${id}/objection`, { body: { code } });
    expect((await object(doubled)).status).toBe(202);
    await kept.ticket.objected();
    expect((await object(kept)).body.code).toBe('ticket.objection-closed');
  });

  it('is of the ticket that one was merged into, and told as one’s own [rule 7b]', async () => {
    const [kept, doubled] = [await reported(), await reported()];
    await kept.ticket.assigned();
    await doubled.ticket.merged(kept.id);
    await kept.ticket.resolved();
    const { body } = await stage.send('GET', `/api/v1/tickets/${doubled.id}`, { code: doubled.code });
    expect(body).toMatchObject({ state: 'resolved', round: 1, rateable: true });
    const bad = { satisfaction: 'dissatisfied', solved: false };
    expect((await rate(doubled.id, { code: doubled.code, ...bad })).status).toBe(201);
    expect((await rate(kept.id, { code: kept.code, ...happy })).status).toBe(201);
    const told = (await stage.events(doubled.id)).at(-1);
    expect(told).toMatchObject({ type: 'report.rated.v1', data: { ticketId: doubled.id, round: 1, solved: false } });
  });

  it('is taken from each merged reporter while the window is open, also after another closed it [rule 7b]', async () => {
    const [kept, doubled] = [await reported(), await reported()];
    await kept.ticket.assigned();
    await doubled.ticket.merged(kept.id);
    await kept.ticket.resolved();
    await kept.ticket.closed();
    const view = async ({ id, code }: typeof kept) => (await stage.send('GET', `/api/v1/tickets/${id}`, { code })).body;
    expect(await view(doubled)).toMatchObject({ state: 'closed', rateable: true, ratingUntil: expect.any(String) });
    expect(await view(kept)).toMatchObject({ state: 'closed', rateable: false });
    expect((await rate(kept.id, { code: kept.code, ...happy })).body.code).toBe('report.rating-closed');
    const bad = { satisfaction: 'dissatisfied', solved: false };
    expect(await rate(doubled.id, { code: doubled.code, ...bad })).toMatchObject({ status: 201, body: { round: 1 } });
    await kept.ticket.reopened(2);
    expect((await view(doubled))['rateable']).toBe(false);
  });

  it('is not given by the unit that handled what its own report was merged into [rating 3]', async () => {
    const token = await stage.token(memberOf(district, GRID));
    const [kept, { body }] = [await reported(), await stage.report(leak, { token })];
    const [id, code] = [String(body['id']), String(body['code'])];
    await kept.ticket.assigned();
    await new Ticket(stage, id).merged(kept.id);
    await kept.ticket.held(GRID, '522730001001-branch');
    await kept.ticket.confirmed(GRID);
    await kept.ticket.resolved();
    expect((await rate(id, { code, ...happy })).body.code).toBe('report.own-work');
    expect((await rate(kept.id, { code: kept.code, ...happy })).status).toBe(201);
  });

  it('is of the whole for who was merged into a part, of the part once the whole was withdrawn [rule 7e]', async () => {
    const [whole, doubled, part] = [await reported(), await reported(), new Ticket(stage, v7())];
    const view = async () => (await stage.send('GET', `/api/v1/tickets/${doubled.id}`, { code: doubled.code })).body;
    await whole.ticket.assigned();
    await part.assigned(1, undefined, { partOf: whole.id });
    await doubled.ticket.merged(part.id);
    await part.closed(1, { outcome: 'solved', by: 'part' });
    expect(await view()).toMatchObject({ state: 'assigned', rateable: false });
    await whole.ticket.resolved();
    expect(await view()).toMatchObject({ state: 'resolved', rateable: true });
    expect((await rate(doubled.id, { code: doubled.code, ...happy })).status).toBe(201);
    await whole.ticket.closed(1, { outcome: 'withdrawn', by: 'withdrawal' });
    expect(await view()).toMatchObject({ state: 'closed', outcome: 'solved', reopenableUntil: expect.any(String) });
  });

  it('can be an objection to a private matter, once', async () => {
    const { id, code, ticket } = await reported();
    const object = (with_: object) => stage.send('POST', `/api/v1/tickets/${id}/objection`, { body: with_ });
    const view = async () => (await stage.send('GET', `/api/v1/tickets/${id}`, { code })).body;
    await ticket.assigned();
    expect((await object({ code })).body.code).toBe('ticket.objection-closed');
    await ticket.marked('private');
    expect(await view()).toMatchObject({ kind: 'private', objectable: true });
    expect((await object({ code: 'AAAAAAAAAAAAAAAAAAAAAA' })).status).toBe(403);
    const first = await object({ code, reason: 'The pipe lies in the street' });
    expect(first.status).toBe(202);
    expect((await object({ code })).body).toEqual(first.body);
    expect(await view()).toMatchObject({ kind: 'private', objectable: false });
    expect(await types(id)).toEqual(['report.received.v1', 'report.objected.v1']);
    expect(JSON.stringify(await stage.rows('select objection from report'))).not.toContain('street');
  });

  it('is seen by the reporter with the code', async () => {
    const { id, code, ticket } = await reported();
    const view = () => stage.send('GET', `/api/v1/tickets/${id}`, { code });
    expect((await view()).body).toMatchObject({ id, state: 'reported', round: 0, text: leak.text, rateable: false });
    await ticket.assigned();
    await ticket.resolved();
    expect((await view()).body).toMatchObject({ state: 'resolved', round: 1, outcome: 'solved', rateable: true });
    expect((await stage.send('GET', `/api/v1/tickets/${id}`, { code: 'AAAAAAAAAAAAAAAAAAAAAA' })).status).toBe(403);
    expect((await stage.send('GET', `/api/v1/tickets/${id}`)).status).toBe(401);
    expect((await stage.send('GET', '/api/v1/tickets/1', { code })).body.code).toBe('input.invalid');
  });

  it('is asked by the centre, not by those who handle it', async () => {
    const { id, ticket } = await reported();
    await ticket.assigned();
    await ticket.held(GRID, '522730001001-branch');
    const said = { effective: true, responded: true, solved: true, satisfaction: 'satisfied' };
    const call = async (body: object, key: string, ...units: Parameters<Stage['token']>) =>
      stage.send('POST', `/api/v1/tickets/${id}/call-backs`, { body, key, token: await stage.token(...units) });
    expect((await call(said, 'k', centre)).body.code).toBe('ticket.not-resolved');
    await ticket.resolved();
    expect((await call(said, 'k', { unit: GRID, roles: ['member'] })).status).toBe(403);
    expect((await call(said, 'k', { unit: WATER, roles: ['member'] })).status).toBe(403);
    expect((await call({ ...said, effective: false }, 'k', centre)).body).toMatchObject({
      code: 'input.invalid',
      errors: [{ field: 'satisfaction' }],
    });
    const first = await call(said, 'k', centre);
    expect(first).toMatchObject({ status: 201, body: { ticketId: id, round: 1 } });
    expect((await call(said, 'k', centre)).body).toEqual(first.body);
    expect((await call({ ...said, solved: false }, 'k', centre)).body.code).toBe('idempotency.key-reused');
    const called = (await stage.events(id)).filter(({ type }) => type === 'report.called-back.v1');
    expect(called.map(({ data }) => data)).toEqual([{ ticketId: id, round: 1, ...said, by: 'centre' }]);
  });

  // The last one: it moves the clock.
  it('can be a wish to reopen what was closed, inside the window', async () => {
    const { id, code, ticket } = await reported();
    const reopen = () => stage.send('POST', `/api/v1/tickets/${id}/reopening`, { body: { code } });
    expect((await reopen()).body.code).toBe('lifecycle.wrong-transition');
    await ticket.assigned();
    await ticket.closed();
    const { body } = await stage.send('GET', `/api/v1/tickets/${id}`, { code });
    expect(body['reopenableUntil']).toBeDefined();
    const first = await reopen();
    expect(first).toMatchObject({ status: 202, body: { round: 1 } });
    expect((await reopen()).body).toEqual(first.body);
    expect(await types(id)).toEqual(['report.received.v1', 'report.reopening-asked.v1']);
    await stage.database.advance(31 * 86_400_000);
    const late = await reopen();
    expect(late).toMatchObject({ status: 409, body: { code: 'ticket.reopen-too-late' } });
    const anew = await stage.report({ ...leak, formerTicketId: id });
    expect((await stage.events(String(anew.body['id'])))[0]?.data).toMatchObject({ formerTicketId: id });
    const unknown = await stage.report({ ...leak, formerTicketId: v7() });
    expect(unknown.body).toMatchObject({ code: 'report.unknown', errors: [{ field: 'formerTicketId' }] });
  });
});
