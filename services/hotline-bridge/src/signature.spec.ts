import { Webhook } from 'standardwebhooks';
import { Partners } from './partners.js';
import { Signature } from './signature.js';

const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const MINUTE = 60_000;
/** An hour from what this machine's clock says. */
const NOW = new Date(Date.now() + 60 * MINUTE);
const settings = { GW_HOTLINE_URL: undefined, GW_HOTLINE_SECRET: SECRET, GW_HOTLINE_PLATFORMS: {} };
const signature = new Signature(new Partners(settings as never), { now: () => NOW } as never);

const sent = (at: Date, body = '{"number":"1"}') => ({
  rawBody: Buffer.from(body),
  params: {},
  headers: {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(SECRET).sign('msg_1', at, body),
  },
});
const after = (minutes: number): Date => new Date(NOW.getTime() + minutes * MINUTE);

describe('a signature', () => {
  it.each([0, -4, 4])('is of now by the clock that all instances share, %d minutes off', (minutes) => {
    expect(() => signature.verify(sent(after(minutes)))).not.toThrow();
  });

  it.each([-6, 6, -60])('is too old or too new when it is %d minutes off', (minutes) => {
    expect(() => signature.verify(sent(after(minutes)))).toThrow(/not signed/);
  });

  it('is one of several, as while a secret is changed', () => {
    const message = sent(NOW);
    const headers = {
      ...message.headers,
      'webhook-signature': `v1,other v1a,x ${message.headers['webhook-signature']}`,
    };
    expect(() => signature.verify({ ...message, headers })).not.toThrow();
  });

  it.each([
    ['another body', { ...sent(NOW), rawBody: Buffer.from('{}') }],
    ['no time', { ...sent(NOW), headers: { ...sent(NOW).headers, 'webhook-timestamp': '' } }],
    ['a time that is no number', { ...sent(NOW), headers: { ...sent(NOW).headers, 'webhook-timestamp': 'soon' } }],
    ['nothing at all', { rawBody: Buffer.from(''), params: {}, headers: {} }],
  ])('does not fit %s', (_name, message) => {
    expect(() => signature.verify(message)).toThrow(/not signed/);
  });

  it('is made with the time of the same clock', () => {
    expect(signature.headersOf(null, 'msg_2', 'x')['webhook-timestamp']).toBe(String(Math.floor(NOW.getTime() / 1000)));
  });
});
