import { request } from 'node:http';
import { runningConsole, type RunningConsole } from './running-console.js';
import { standIn, type Asked, type StandIn } from './stand-in.js';

const ID = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b';
const MEGABYTE = 1024 * 1024;

describe('the edge', () => {
  let running: RunningConsole;
  let owners: Record<'intake' | 'dispatch' | 'escalation' | 'assessment', StandIn>;

  beforeAll(async () => {
    const [intake, dispatch, escalation, assessment] = await Promise.all(
      ['intake', 'dispatch', 'escalation', 'assessment'].map(standIn),
    );
    owners = { intake, dispatch, escalation, assessment } as typeof owners;
    const urls = {
      GW_URL_INTAKE: owners.intake.url,
      GW_URL_DISPATCH: owners.dispatch.url,
      GW_URL_ESCALATION: owners.escalation.url,
      GW_URL_ASSESSMENT: owners.assessment.url,
    };
    running = await runningConsole({ urls });
    await running.applyLongli();
  });
  afterAll(async () => {
    await running.stop();
    await Promise.all(Object.values(owners).map((owner) => owner.stop()));
  });

  const post = (
    path: string,
    body: string | Buffer<ArrayBuffer> | null,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    running.ask(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

  it('passes a request on as it is, without what belongs to the connection', async () => {
    const answer = await post('/api/v1/tickets?crs=gcj02', '{"text":"x"}', { 'idempotency-key': 'k1', te: 'trailers' });
    const asked = (await answer.json()) as Asked;
    expect(asked).toMatchObject({ service: 'intake', method: 'POST', url: '/api/v1/tickets?crs=gcj02', bytes: 12 });
    expect(asked.headers).toMatchObject({ 'idempotency-key': 'k1', 'x-forwarded-for': '127.0.0.1' });
    expect(asked.headers).not.toHaveProperty('te');
    expect(answer.headers.get('etag')).toBe('"7"');
    expect(answer.headers.get('keep-alive')).not.toBe('timeout=1');
  });

  it('streams a large upload through', async () => {
    const answer = await post('/api/v1/tickets', Buffer.alloc(30 * MEGABYTE, ' '));
    expect(((await answer.json()) as Asked).bytes).toBe(30 * MEGABYTE);
  });

  it('stops a body that is too large, announced or not', async () => {
    const announced = await post(`/api/v1/tickets/${ID}/rating`, Buffer.alloc(10 * MEGABYTE, ' '));
    expect(announced.status).toBe(413);
    expect(await announced.json()).toMatchObject({ code: 'input.too-large' });
    expect(await statusOfChunked(`${running.url}/api/v1/tickets/${ID}/rating`, 2 * MEGABYTE)).toBe(413);
  });

  it('passes an owner’s refusal on', async () => {
    owners.escalation.answers = (_request, response) => {
      response.writeHead(409, { 'content-type': 'application/problem+json' });
      response.end('{"code":"lifecycle.wrong-transition"}');
    };
    const answer = await post(`/api/v1/whistles/${ID}/approve`, null);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toEqual({ code: 'lifecycle.wrong-transition' });
  });

  it('answers 503 with Retry-After while an owner is away', async () => {
    const answer = await post('/hotline/v1/orders', '{}');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(await answer.json()).toMatchObject({ code: 'unavailable', instance: '/hotline/v1/orders' });
  });

  it('answers 503 when an owner dies in the middle', async () => {
    owners.assessment.answers = (incoming) => incoming.socket.destroy();
    expect((await running.ask('/api/v1/assessments/monthly/2026-03')).status).toBe(503);
  });

  it('never passes internal addresses on', async () => {
    for (const path of ['/internal/reports/1', '/internal/outbox/x', '/hotline/v1/%2e%2e/internal']) {
      expect((await running.ask(path, { as: 'operator' })).status).toBe(404);
    }
  });

  it('answers an address that nobody serves with a problem', async () => {
    const answer = await running.ask('/nowhere');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'route.unknown' });
  });

  it('asks intake for a ticket that dispatch does not know yet', async () => {
    owners.dispatch.answers = (_request, response) => void response.writeHead(404).end('{}');
    const asked = await running.json<Asked>(`/api/v1/tickets/${ID}`, 'dispatcher-522730');
    expect(asked).toMatchObject({ service: 'intake', url: `/api/v1/tickets/${ID}` });
    owners.dispatch.answers = undefined;
    expect(await running.json<Asked>(`/api/v1/tickets/${ID}`, 'dispatcher-522730')).toMatchObject({
      service: 'dispatch',
    });
  });

  it('asks intake at once when the reporter shows the code', async () => {
    const answer = await running.ask(`/api/v1/tickets/${ID}`, { headers: { 'gw-reporter-code': 'abc' } });
    expect(await answer.json()).toMatchObject({ service: 'intake' });
  });

  it('wants a token for a case file otherwise', async () => {
    expect((await running.ask(`/api/v1/tickets/${ID}`)).status).toBe(401);
    expect((await running.ask('/api/v1/tickets/x', { as: 'operator' })).status).toBe(400);
  });

  it('is ready only when every service is', async () => {
    expect((await running.ask('/healthz')).status).toBe(200);
    const ready = await running.ask('/readyz');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      checks: {
        database: { ok: true },
        intake: { ok: true },
        'hotline-bridge': { ok: false, detail: 'does not answer' },
      },
    });
  });
});

/** Sends a body without saying how long it is. */
function statusOfChunked(url: string, bytes: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST' }, (answer) => {
      resolve(answer.statusCode);
      answer.resume();
    });
    outgoing.on('error', reject);
    outgoing.write(Buffer.alloc(bytes / 2, ' '));
    outgoing.end(Buffer.alloc(bytes / 2, ' '));
  });
}
