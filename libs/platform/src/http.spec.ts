import { DomainError } from '@gridwhistle/kernel';
import { parseId, parseIdempotencyKey, parseIfMatch } from './http.js';
import { digestOf } from './idempotency.js';
import { decodeCursor, encodeCursor, pageOf } from './paging.js';

describe('If-Match', () => {
  test.each([
    ['"12"', 12],
    ['W/"12"', 12],
    ['12', 12],
    [' "0" ', 0],
  ])('%s is sequence %d', (value, sequence) => expect(parseIfMatch(value)).toBe(sequence));

  test.each([
    [undefined, 'precondition.required'],
    ['', 'input.invalid'],
    ['*', 'input.invalid'],
    ['"1", "2"', 'input.invalid'],
    ['"-1"', 'input.invalid'],
  ])('%s is refused as %s', (value, code) => expect(codeOf(() => parseIfMatch(value))).toBe(code));
});

describe('Idempotency-Key', () => {
  test.each([
    ['abc-1', 'abc-1'],
    ['"abc-1"', 'abc-1'],
    ['"a\\"b"', 'a"b'],
  ])('%s is the key %s', (value, key) => expect(parseIdempotencyKey(value)).toBe(key));

  test.each([
    [undefined, 'idempotency.key-missing'],
    ['', 'idempotency.key-invalid'],
    ['""', 'idempotency.key-invalid'],
    ['two words', 'idempotency.key-invalid'],
    ['工单', 'idempotency.key-invalid'],
    ['x'.repeat(256), 'idempotency.key-invalid'],
  ])('%s is refused as %s', (value, code) => expect(codeOf(() => parseIdempotencyKey(value))).toBe(code));

  test('belongs to the same request whatever the order of its fields, at any depth', () => {
    expect(digestOf({ a: 1, b: { c: [1, 2], d: null } })).toEqual(digestOf({ b: { d: null, c: [1, 2] }, a: 1 }));
    expect(digestOf({ a: [1, 2] })).not.toEqual(digestOf({ a: [2, 1] }));
    expect(digestOf(undefined)).toEqual(digestOf(null));
  });
});

describe('ids', () => {
  test('are UUIDv7 in lower case', () => {
    expect(parseId('id', '0190a0a0-0000-7000-8000-000000000001')).toBe('0190a0a0-0000-7000-8000-000000000001');
    expect(codeOf(() => parseId('id', '0190A0A0-0000-7000-8000-000000000001'))).toBe('input.invalid');
    expect(codeOf(() => parseId('id', 'a; drop table'))).toBe('input.invalid');
  });
});

describe('pages', () => {
  const rows = [1, 2, 3].map((number) => ({ number, at: '2026-03-02T01:00:00Z' }));

  test('end with a cursor that leads on', () => {
    const page = pageOf(rows, 2, (row) => [row.at, row.number]);
    expect(page.items).toHaveLength(2);
    expect(decodeCursor(page.next, ['instant', 'number'])).toEqual(['2026-03-02T01:00:00Z', 2]);
    expect(pageOf(rows, 3, (row) => [row.number])).toEqual({ items: rows });
  });

  test.each([
    ['of another list', encodeCursor(['a'])],
    ['with a forged value', encodeCursor(['yesterday', 2])],
    ['that is none', 'x'],
  ])('refuse a cursor %s', (_name, cursor) => {
    expect(codeOf(() => decodeCursor(cursor, ['instant', 'number']))).toBe('input.bad-cursor');
  });
});

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
  }
  return undefined;
}
