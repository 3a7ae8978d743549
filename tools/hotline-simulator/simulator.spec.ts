import { Webhook } from 'standardwebhooks';
import { startHotlineSimulator, type HotlineSimulator } from './index.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const message = { id: 'm-1', number: 'HL1', ticketId: 't', message: 'accepted', round: 1, at: '2026-03-02T01:00:00Z' };

describe('the simulated 12345', () => {
  let hotline: HotlineSimulator;
  beforeEach(async () => {
    hotline = await startHotlineSimulator({ secret, platformUrl: 'http://127.0.0.1:9' });
  });
  afterEach(() => hotline.stop());

  const post = (content: object, key = secret, id = 'm-1'): Promise<Response> => {
    const [at, body] = [new Date(), JSON.stringify(content)];
    const signature = new Webhook(key).sign(id, at, body);
    const stamp = String(Math.floor(at.getTime() / 1000));
    const headers = { 'webhook-id': id, 'webhook-timestamp': stamp, 'webhook-signature': signature };
    return fetch(`${hotline.url}/messages`, { method: 'POST', headers, body });
  };

  it('keeps each message once', async () => {
    expect(await (await post(message)).json()).toEqual({ received: true, repeated: false });
    expect(await (await post(message)).json()).toEqual({ received: true, repeated: true });
    expect(hotline.inbox('HL1')).toEqual([message]);
    expect(hotline.inbox('HL2')).toEqual([]);
    expect(hotline.counts()).toEqual({ repeats: 1, refused: 0 });
  });

  it('refuses what is not signed with the secret, or carries another id', async () => {
    expect((await post(message, `whsec_${Buffer.alloc(32, 8).toString('base64')}`)).status).toBe(401);
    expect((await post(message, secret, 'm-2')).status).toBe(401);
    expect(hotline.inbox()).toEqual([]);
  });

  it('can be off and on', async () => {
    hotline.off();
    await expect(post(message)).rejects.toThrow('fetch failed');
    hotline.answerWith(422);
    expect((await post(message)).status).toBe(422);
    hotline.on();
    expect((await post(message)).status).toBe(200);
  });

  it('is steered over HTTP too', async () => {
    expect(await (await fetch(`${hotline.url}/control/off`, { method: 'POST' })).json()).toEqual({ on: false });
    expect(await (await fetch(`${hotline.url}/control/on`, { method: 'POST' })).json()).toEqual({ on: true });
    await post(message);
    expect(await (await fetch(`${hotline.url}/inbox`)).json()).toEqual({ messages: [message], repeats: 0, refused: 0 });
    expect((await fetch(`${hotline.url}/nowhere`)).status).toBe(404);
  });
});
