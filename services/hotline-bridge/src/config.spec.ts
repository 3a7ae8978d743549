import { HOTLINE_BRIDGE_SETTINGS } from './config.js';

const { parse } = HOTLINE_BRIDGE_SETTINGS.GW_HOTLINE_PLATFORMS;
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

describe('GW_HOTLINE_PLATFORMS', () => {
  it('gives platforms an address, a secret, or both', () => {
    const given = { city: { url: 'https://city.example/', secret }, county: { secret }, town: { url: 'http://town' } };
    expect(parse(JSON.stringify(given))).toEqual({ ...given, city: { url: 'https://city.example', secret } });
    expect(parse('{}')).toEqual({});
  });

  it.each([
    ['no JSON', `{"city":{"secret":"${secret}"`],
    ['a list', '[]'],
    ['a text', '"city"'],
    ['a platform that is none', '{"city":"http://city"}'],
    ['a code that is none', '{"The City":{}}'],
    ['a part that nobody knows', '{"city":{"uri":"http://city"}}'],
    ['an address that is none', '{"city":{"url":"city"}}'],
    ['a number for an address', '{"city":{"url":5}}'],
    ['a short secret', '{"city":{"secret":"whsec_abcd"}}'],
  ])('refuses %s, and shows no secret', (_name, raw) => {
    expect(() => parse(raw)).toThrow(/^expected /);
    expect(() => parse(raw)).not.toThrow(secret);
  });
});
