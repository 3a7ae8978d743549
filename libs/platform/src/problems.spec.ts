import { DomainError, ERROR_CODES } from '@gridwhistle/kernel';
import { HttpException } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { isLostRace, violatedConstraint } from './database-trouble.js';
import { problemOf, PROBLEMS } from './problems.js';
import { refusalOf } from './refusal.js';

describe('the table of problems', () => {
  test('has every error code and no other', () => {
    expect(Object.keys(PROBLEMS).sort()).toEqual([...ERROR_CODES].sort());
  });

  test.each(ERROR_CODES)('says in both languages what %s means and what to do', (code) => {
    const { status, zh, en } = PROBLEMS[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect([zh.title, zh.next].every((words) => /[\u4e00-\u9fff]/.test(words))).toBe(true);
    expect([en.title, en.next].every((words) => /^[A-Z]/.test(words))).toBe(true);
  });

  test('makes problem+json of a refusal', () => {
    const error = new DomainError('order.waiting', 'its whistle is open', [{ field: 'id', message: 'waits' }]);
    expect(problemOf(error, '/api/v1/orders/1')).toMatchObject({
      type: 'urn:gridwhistle:problem:order.waiting',
      status: 409,
      code: 'order.waiting',
      detail: 'its whistle is open',
      instance: '/api/v1/orders/1',
      errors: [{ field: 'id', message: 'waits' }],
    });
  });
});

describe('any error is answered as a refusal', () => {
  const fastify = (code: string, status: number): HttpException =>
    new HttpException('quotes the body', status, { cause: Object.assign(new Error(), { code }) });
  const database = (code: string): QueryFailedError =>
    new QueryFailedError('select 1', [], Object.assign(new Error('pg'), { code, constraint: 'one_open' }));

  test.each([
    ['a rule', new DomainError('order.unknown', 'x'), 'order.unknown'],
    ['bad JSON', fastify('FST_ERR_CTP_INVALID_JSON_BODY', 400), 'input.bad-json'],
    ['a large body', fastify('FST_ERR_CTP_BODY_TOO_LARGE', 413), 'input.too-large'],
    ['another malformed request', fastify('FST_ERR_BAD_URL', 400), 'input.invalid'],
    ['an unknown route', new HttpException('Cannot GET /x', 404), 'route.unknown'],
    ['a database that shuts down', database('57P01'), 'unavailable'],
    ['a database that refuses', Object.assign(new Error(), { code: 'ECONNREFUSED' }), 'unavailable'],
    ['a pool that waits in vain', new Error('timeout exceeded when trying to connect'), 'unavailable'],
    ['a race lost again and again', database('40P01'), 'unavailable'],
    ['a violated constraint', database('23505'), 'internal'],
    ['a mistake of ours', new TypeError('x is not a function'), 'internal'],
    ['something that is no error', 'oops', 'internal'],
  ])('%s', (_name, error, code) => {
    expect(refusalOf(error).code).toBe(code);
    expect(refusalOf(error).message).not.toContain('quotes');
  });

  test('and a command can tell the database errors apart', () => {
    expect(isLostRace(database('40001'))).toBe(true);
    expect(violatedConstraint(database('23505'))).toBe('one_open');
    expect(violatedConstraint(database('57P01'))).toBeUndefined();
  });
});
