import { DomainError, type ErrorCode } from '@gridwhistle/kernel';
import { ApiHeader, ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parameter } from './parameter.js';

/** The answer under construction: `@Res({ passthrough: true }) reply: Reply`. */
export type Reply = FastifyReply;
export type HttpRequest = FastifyRequest;

const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The sequence a caller saw last; `precondition.required` without the header, `input.invalid` when malformed. */
export const IfMatch = (): ParameterDecorator =>
  parameter(
    ({ headers }) => parseIfMatch(headers['if-match']),
    ApiHeader({ name: 'If-Match', required: true, description: "The ETag of the caller's copy." }),
  );

/** The key of a creation; `idempotency.key-missing` without the header, `idempotency.key-invalid` when malformed. */
export const IdempotencyKey = (): ParameterDecorator =>
  parameter(
    ({ headers }) => parseIdempotencyKey(headers['idempotency-key'] as string | undefined),
    ApiHeader({ name: 'Idempotency-Key', required: true, description: 'Repeats with the same key are harmless.' }),
  );

/** A UUIDv7 from the path (`:id` unless named otherwise); `input.invalid` when it is none. */
export const PathId = (name = 'id'): ParameterDecorator =>
  parameter(
    ({ params }) => parseId(name, (params as Record<string, string>)[name]),
    ApiParam({ name, schema: { type: 'string', format: 'uuid' } }),
  );

/** `"12"`, `W/"12"` or `12` → 12. */
export function parseIfMatch(value: string | undefined): number {
  if (value === undefined) throw refused('precondition.required', 'If-Match', 'is missing');
  const digits = /^(?:(?:W\/)?"(\d{1,15})"|(\d{1,15}))$/.exec(value.trim());
  if (!digits) throw invalid('If-Match', 'must be the ETag of the resource, for example "12"');
  return Number(digits[1] ?? digits[2]);
}

/** 1 to 255 visible ASCII characters, bare or as a quoted string. */
export function parseIdempotencyKey(value: string | undefined): string {
  if (value === undefined) throw refused('idempotency.key-missing', 'Idempotency-Key', 'is missing');
  const bare = /^"(.*)"$/.exec(value.trim())?.[1]?.replace(/\\(["\\])/g, '$1') ?? value.trim();
  if (/^[\x21-\x7e]{1,255}$/.test(bare)) return bare;
  throw refused('idempotency.key-invalid', 'Idempotency-Key', 'takes 1 to 255 visible ASCII characters');
}

export function parseId(field: string, value: string | undefined): string {
  if (value !== undefined && UUID7.test(value)) return value;
  throw invalid(field, 'must be a UUIDv7 in lower case');
}

/** The ETag of an aggregate is the sequence of its last event. */
export function setEtag(reply: Reply, sequence: number): void {
  void reply.header('ETag', `"${sequence}"`);
}

/** Answers a view with the ETag of its version. */
export function tagged<View extends { readonly sequence: number }>(reply: Reply, view: View): View {
  setEtag(reply, view.sequence);
  return view;
}

/** A problem of a header has a code of its own, also where it is one of several. */
function refused(code: ErrorCode, field: string, message: string): DomainError {
  return new DomainError(code, `${field} ${message}`, [{ field, code, message }]);
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('input.invalid', '1 problem(s) in the input', [{ field, message }]);
}
