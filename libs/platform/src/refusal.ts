import { DomainError, type ErrorCode } from '@gridwhistle/kernel';
import { HttpException } from '@nestjs/common';
import { isDatabaseAway, isLostRace } from './database-trouble.js';

const BAD_JSON = new Set(['FST_ERR_CTP_INVALID_JSON_BODY', 'FST_ERR_CTP_EMPTY_JSON_BODY']);

const BY_STATUS: Readonly<Record<number, readonly [ErrorCode, string]>> = {
  401: ['auth.token-missing', 'sign-in is required'],
  403: ['auth.forbidden', 'this is not allowed'],
  404: ['route.unknown', 'there is nothing at this address'],
  405: ['method.not-allowed', 'the method is not supported here'],
  413: ['input.too-large', 'the body is larger than this address takes'],
  414: ['input.too-large', 'the address is too long'],
  415: ['input.unsupported-media', 'send application/json'],
  503: ['unavailable', 'the service is stopping'],
};

/** Any error as a refusal: what rules throw as it is, what the framework throws by its status, the rest `internal`. */
export function refusalOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (isDatabaseAway(error)) return new DomainError('unavailable', 'the database does not answer');
  if (isLostRace(error)) return new DomainError('unavailable', 'too many changes at the same time');
  const status = statusOf(error);
  if (status === undefined || (status >= 500 && status !== 503)) {
    return new DomainError('internal', 'an unexpected error; it has been logged');
  }
  if (BAD_JSON.has(codeOf(error) ?? '')) return new DomainError('input.bad-json', 'the body is not valid JSON');
  const [code, detail] = BY_STATUS[status] ?? ['input.invalid', 'the request is malformed'];
  return new DomainError(code, detail);
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}

function codeOf(error: unknown): string | undefined {
  const cause = error instanceof HttpException ? error.cause : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
