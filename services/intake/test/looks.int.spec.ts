import sharp from 'sharp';
import { v7 } from 'uuid';
import { BRANCH, CENTRE, GRID, HERE, OTHER_GRID, ROOM, WATER } from './district.js';
import { Stage } from './stage.js';
import { Ticket } from './story.js';

const reporter = { name: '王小明', phone: '13800001234' };
const matter = {
  text: 'Water runs from the main',
  address: 'No. 5',
  category: '0102',
  place: { type: 'Point', coordinates: HERE },
};
const member = (unit: string) => ({ unit, roles: ['member'] as const });

describe("looking at people's data", () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open()));
  afterAll(() => stage.close());

  async function held(more: object = {}): Promise<Ticket> {
    const { body } = await stage.report({ ...matter, reporter, ...more });
    const ticket = new Ticket(stage, String(body['id']));
    await ticket.assigned();
    await ticket.held(GRID, BRANCH);
    return ticket;
  }
  /** Again where the busy machine had no answer in time. */
  const get = async (path: string, unit: string) => stage.sure('GET', path, { token: await stage.token(member(unit)) });
  const reveal = async (id: string, unit: string, body: object = { purpose: 'to arrange the repair' }) =>
    stage.send('POST', `/api/v1/tickets/${id}/reveal`, { body, token: await stage.token(member(unit)) });
  const looks = (id: string) =>
    stage.rows<{ what: string; actor: string; purpose: string }>(
      'select what, actor, purpose from look where ticket_id = $1 order by id',
      [id],
    );

  it('shows the words to those who handle, verify or dispatch it, the reporter masked', async () => {
    const { id } = await held();
    for (const unit of [GRID, BRANCH, CENTRE]) {
      const { status, body } = await get(`/api/v1/tickets/${id}/report`, unit);
      expect([unit, status]).toEqual([unit, 200]);
      expect(body).toMatchObject({ ...matter, reporter: { name: '王**', phone: '138****1234' } });
    }
    for (const unit of [OTHER_GRID, ROOM, WATER]) {
      expect([unit, (await get(`/api/v1/tickets/${id}/report`, unit)).status]).toEqual([unit, 403]);
    }
    expect((await looks(id)).map(({ what }) => what)).toEqual(['words', 'words', 'words']);
  });

  it('ends with the order, also for who handled it', async () => {
    const ticket = await held();
    await ticket.confirmed(GRID);
    expect((await get(`/api/v1/tickets/${ticket.id}/report`, GRID)).status).toBe(403);
    expect((await reveal(ticket.id, GRID)).status).toBe(403);
  });

  it('shows the reporter only to the holder, and writes down why', async () => {
    const { id } = await held();
    expect((await reveal(id, GRID)).body).toEqual(reporter);
    for (const unit of [BRANCH, CENTRE, WATER]) expect((await reveal(id, unit)).status).toBe(403);
    expect((await reveal(id, GRID, {})).body).toMatchObject({ code: 'input.invalid' });
    expect((await reveal(v7(), GRID)).body.code).toBe('ticket.unknown');
    expect(await looks(id)).toEqual([
      { what: 'reporter', actor: `staff-of-${GRID}`, purpose: 'to arrange the repair' },
    ]);
  });

  it('shows nothing when the look cannot be written down', async () => {
    const { id } = await held();
    await stage.rows('alter table look rename to hidden');
    const answer = await reveal(id, GRID);
    await stage.rows('alter table hidden rename to look');
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain(reporter.phone);
  });

  it('keeps its promises to confidential and anonymous reporters', async () => {
    const confidential = await held({ confidential: true });
    expect((await reveal(confidential.id, GRID)).status).toBe(403);
    expect((await reveal(confidential.id, CENTRE)).body).toEqual(reporter);
    expect((await get(`/api/v1/tickets/${confidential.id}/report`, GRID)).body).not.toHaveProperty('reporter');
    const anonymous = await held({ anonymous: true });
    expect((await reveal(anonymous.id, GRID)).body).toEqual({});
  });

  it('serves the photos to the reporter and to those who may read the words', async () => {
    const bytes = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    const { body } = await stage.report({
      ...matter,
      photos: [{ mediaType: 'image/png', data: bytes.toString('base64') }],
    });
    const path = `/api/v1/tickets/${String(body['id'])}/attachments`;
    const list = await stage.send('GET', path, { code: String(body['code']) });
    expect(list.body).toEqual({ items: [{ n: 0, mediaType: 'image/png', url: `${path}/0` }] });
    const headers = { 'gw-reporter-code': String(body['code']) };
    const photo = await fetch(`${stage.service.url}${path}/0`, { headers });
    expect(photo.headers.get('content-type')).toBe('image/png');
    expect((await sharp(Buffer.from(await photo.arrayBuffer())).metadata()).width).toBe(4);
    expect((await stage.send('GET', `${path}/7`, { code: String(body['code']) })).body.code).toBe('not-found');
    expect((await stage.send('GET', `${path}/x`, { code: String(body['code']) })).body.code).toBe('not-found');
    expect((await get(`${path}/0`, WATER)).status).toBe(403);
    const token = await stage.token(member(CENTRE));
    expect(
      (await fetch(`${stage.service.url}${path}/0`, { headers: { authorization: `Bearer ${token}` } })).status,
    ).toBe(200);
  });

  it('follows the same rules over the bus', async () => {
    const { id } = await held();
    expect(await stage.command(GRID, 'ticket.read', { id, purpose: 'handle' })).toMatchObject({ text: matter.text });
    expect(await stage.command(GRID, 'ticket.reveal', { id, purpose: 'call' })).toEqual(reporter);
    expect(await stage.command(WATER, 'ticket.read', { id, purpose: 'handle' })).toMatchObject({
      code: 'auth.forbidden',
    });
    expect(await stage.command(GRID, 'ticket.read', { purpose: 'handle' })).toMatchObject({ code: 'input.invalid' });
    expect((await looks(id)).map(({ what, actor }) => [what, actor])).toEqual([
      ['words', GRID],
      ['reporter', GRID],
    ]);
  });

  it('gives a ticket that dispatch does not know yet to staff without its words', async () => {
    const { body } = await stage.report(matter);
    const path = `/api/v1/tickets/${String(body['id'])}`;
    const seen = await get(path, CENTRE);
    expect(seen.body).toMatchObject({ id: body['id'], state: 'reported', dispatcher: BRANCH, orders: [], round: 0 });
    expect(JSON.stringify(seen.body)).not.toContain(matter.text);
    expect((await get(path, WATER)).status).toBe(403);
  });

  it('gives the words to services, never the reporter', async () => {
    const { id } = await held();
    const token = 'an-internal-key-of-32-characters';
    const { body } = await stage.send('GET', `/internal/reports/${id}`, { token });
    expect(body).toMatchObject(matter);
    expect(body).not.toHaveProperty('reporter');
    expect((await stage.send('GET', `/internal/reports/${id}`)).status).toBe(401);
  });
});
