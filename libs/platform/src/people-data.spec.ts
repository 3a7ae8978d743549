import { randomBytes } from 'node:crypto';
import { maskName, maskPhone, open, seal, SealError } from './people-data.js';

const key = randomBytes(32);

describe('sealed people data', () => {
  test.each(['王小明', '', '13812345678', '水'.repeat(5000)])('opens again: %#', (text) => {
    expect(open(key, seal(key, text))).toBe(text);
  });

  test('never looks the same twice and never shows the text', () => {
    expect(seal(key, '13812345678')).not.toBe(seal(key, '13812345678'));
    expect(Buffer.from(seal(key, '13812345678').split('.')[1] ?? '', 'base64url').includes('138')).toBe(false);
  });

  test('is refused when damaged, cut or sealed with another key', () => {
    const sealed = seal(key, '王小明');
    const [id, body = ''] = sealed.split('.');
    const damaged = Buffer.from(body, 'base64url');
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    expect(() => open(key, `${id}.${damaged.toString('base64url')}`)).toThrow(SealError);
    expect(() => open(key, `${id}.AAAA`)).toThrow(SealError);
    expect(() => open(randomBytes(32), sealed)).toThrow('sealed with another key');
  });
});

describe('masks', () => {
  test.each([
    ['王小明', '王**'],
    ['王明', '王*'],
    ['王', '*'],
    ['', '*'],
  ])('name %s is shown as %s', (name, masked) => expect(maskName(name)).toBe(masked));

  test.each([
    ['13812345678', '138****5678'],
    ['138 1234 5678', '138****5678'],
    ['08545678901', '085****8901'],
    ['5678901', '****'],
    ['85678901', '****8901'],
  ])('phone %s is shown as %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));
});
