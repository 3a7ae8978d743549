import { commandOf, isQueryContract, parseContract, parseQuery, type ContractClass } from '@gridwhistle/contracts';
import { DomainError, type Detail } from '@gridwhistle/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

type Handler = ReturnType<ExecutionContext['getHandler']>;
type Read = (request: FastifyRequest) => unknown;

/** By what the parameters of a handler are read, beside its contracts. */
const reads = new WeakMap<Handler, Read[]>();

/** A parameter from a header or the path, in the API document too. A refusal names all that is wrong with the request. */
export function parameter(read: Read, document: MethodDecorator): ParameterDecorator {
  const take = createParamDecorator((_data: unknown, context: ExecutionContext) => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    try {
      return read(request);
    } catch (error) {
      throw withOthers(error, request, context);
    }
  })();
  return (target, key, index) => {
    take(target, key, index);
    const descriptor = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
    if (key === undefined || !descriptor) return;
    document(target, key, descriptor);
    const handler = descriptor.value as Handler;
    reads.set(handler, [read, ...(reads.get(handler) ?? [])]);
  };
}

/** Nest tells the first problem alone; only then is the rest of the request looked at. */
function withOthers(first: unknown, request: FastifyRequest, context: ExecutionContext): unknown {
  const handler = context.getHandler();
  const controller = context.getClass().prototype as object;
  const types = (Reflect.getMetadata('design:paramtypes', controller, handler.name) ?? []) as ContractClass[];
  const given = (reads.get(handler) ?? []).map((read) => () => read(request));
  const problems = [...given, ...types.map((type) => () => parsed(type, request))].flatMap(problemsIn);
  if (problems.length < 2) return first;
  return new DomainError('input.invalid', `${problems.length} problem(s) in the input`, problems);
}

function parsed(type: ContractClass, { query, body }: FastifyRequest): void {
  if (isQueryContract(type)) parseQuery(type, (query ?? {}) as object);
  else if (commandOf(type)) parseContract(type, body ?? {});
}

function problemsIn(work: () => unknown): readonly Detail[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof DomainError) return error.details;
    throw error;
  }
}
