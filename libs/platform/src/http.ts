import { DomainError } from '@gridwhistle/kernel';
import { createParamDecorator, Param, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiParam } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The answer under construction: `@Res({ passthrough: true }) reply: Reply`. */
export type Reply = FastifyReply;
export type HttpRequest = FastifyRequest;

const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The sequence a caller saw last; `precondition.required` without the header, `input.invalid` when malformed. */
export const IfMatch = createParamDecorator(
  (_data: unknown, context: ExecutionContext): number => parseIfMatch(header(context, 'if-match')),
  [documented(ApiHeader({ name: 'If-Match', required: true, description: "The ETag of the caller's copy." }))],
);

/** The key of a creation; `idempotency.key-missing` without the header, `idempotency.key-invalid` when malformed. */
export const IdempotencyKey = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string => parseIdempotencyKey(header(context, 'idempotency-key')),
  [
    documented(
      ApiHeader({ name: 'Idempotency-Key', required: true, description: 'Repeats with the same key are harmless.' }),
    ),
  ],
);

/** A UUIDv7 from the path (`:id` unless named otherwise); `input.invalid` when it is none. */
export function PathId(name = 'id'): ParameterDecorator {
  const take = Param(name, { transform: (value: string) => parseId(name, value) });
  const document = documented(ApiParam({ name, schema: { type: 'string', format: 'uuid' } }));
  return (target, key, index) => {
    take(target, key, index);
    document(target, key);
  };
}

/** `"12"`, `W/"12"` or `12` → 12. */
export function parseIfMatch(value: string | undefined): number {
  if (value === undefined) throw new DomainError('precondition.required', 'If-Match is missing');
  const digits = /^(?:(?:W\/)?"(\d{1,15})"|(\d{1,15}))$/.exec(value.trim());
  if (!digits) throw invalid('If-Match', 'must be the ETag of the resource, for example "12"');
  return Number(digits[1] ?? digits[2]);
}

/** 1 to 255 visible ASCII characters, bare or as a quoted string. */
export function parseIdempotencyKey(value: string | undefined): string {
  if (value === undefined) throw new DomainError('idempotency.key-missing', 'Idempotency-Key is missing');
  const bare = /^"(.*)"$/.exec(value.trim())?.[1]?.replace(/\\(["\\])/g, '$1') ?? value.trim();
  if (/^[\x21-\x7e]{1,255}$/.test(bare)) return bare;
  throw new DomainError('idempotency.key-invalid', 'Idempotency-Key takes 1 to 255 visible ASCII characters');
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

function invalid(field: string, message: string): DomainError {
  return new DomainError('input.invalid', '1 problem(s) in the input', [{ field, message }]);
}

function header(context: ExecutionContext, name: string): string | undefined {
  return context.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>().headers[name];
}

/** Puts a parameter into the API document of the method whose argument is decorated. */
function documented(decorate: MethodDecorator): (target: object, key: string | symbol | undefined) => void {
  return (target, key) => {
    const descriptor = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
    if (key !== undefined && descriptor) decorate(target, key, descriptor);
  };
}
