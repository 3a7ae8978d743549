import { CODE, commandOf, parseContract, type ContractClass } from '@gridwhistle/contracts';
import { DomainError, type Detail } from '@gridwhistle/kernel';
import { problemOf, refusalOf, unitActor, type Actor } from '@gridwhistle/platform';
import { applyDecorators, Catch, Logger, UseFilters, type ExceptionFilter } from '@nestjs/common';
import { MessagePattern, type NatsContext } from '@nestjs/microservices';
import { of, type Observable } from 'rxjs';
import { isUuid } from './is-uuid.js';

/** A command that came over the bus, checked. */
export interface BusCall<T> {
  /** The unit whose subject it came on: who may publish there is the server's decision. */
  actor: Actor;
  /** What the command is about; empty for one that creates. */
  id: string;
  /** The version the caller saw; undefined when it named none. */
  ifMatch?: number;
  idempotencyKey?: string;
  command: T;
}

/** What the deserializer makes of a body that is no JSON. */
export class BadJson {}

/**
 * Serves a command on `cmd.<district>.<unit>.<entity>.<verb>`, one of a service's instances answering each request:
 * the method's result, or a problem as over HTTP.
 *
 *     @BusCommand(AcceptOrder)
 *     accept(@Payload() data: unknown, @Ctx() context: NatsContext) {
 *       const { actor, id, ifMatch, command } = busCall(context, data, AcceptOrder);
 *       return this.orders.accept(actor, id, command, ifMatch);
 *     }
 */
export function BusCommand(cls: ContractClass): MethodDecorator {
  const contract = commandOf(cls);
  if (!contract?.bus) throw new Error(`${cls.name} is not served over the bus; write bus: true in its @Command`);
  return applyDecorators(MessagePattern(contract.name), UseFilters(new BusProblems()));
}

const KEY = /^[\x21-\x7e]{1,128}$/;

/**
 * Reads a request: JSON with the command's fields and `id`, `ifMatch`, `idempotencyKey` beside them.
 * @throws DomainError `input.bad-json`, or `input.invalid` with every problem
 */
export function busCall<T extends object>(context: NatsContext, data: unknown, cls: ContractClass<T>): BusCall<T> {
  return read(context, data, cls, () => []);
}

/** The same of a creation, which names its key; `idempotency.key-missing` where that alone is wrong, as over HTTP. */
export function busCreation<T extends object>(
  context: NatsContext,
  data: unknown,
  cls: ContractClass<T>,
): BusCall<T> & { key: string } {
  const call = read(context, data, cls, ({ idempotencyKey }) => (idempotencyKey === undefined ? [NO_KEY] : []));
  return { ...call, key: call.idempotencyKey ?? '' };
}

const NO_KEY = { field: 'idempotencyKey', code: 'idempotency.key-missing', message: 'is missing' } as const;

function read<T extends object>(
  context: NatsContext,
  data: unknown,
  cls: ContractClass<T>,
  needed: (head: Record<string, unknown>) => Detail[],
): BusCall<T> {
  if (data instanceof BadJson) throw new DomainError('input.bad-json', 'the body is no JSON');
  if (!isObject(data)) throw new DomainError('input.invalid', 'the body must be a JSON object');
  const { id, ifMatch, idempotencyKey, ...fields } = data;
  refuse([...needed(data), ...headProblems(id, ifMatch, idempotencyKey), ...problemsOfFields(cls, fields)]);
  return {
    actor: unitActor(unitOf(context)),
    id: (id as string | undefined) ?? '',
    ...(ifMatch === undefined ? {} : { ifMatch: ifMatch as number }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey: idempotencyKey as string }),
    command: parseContract(cls, fields),
  };
}

function refuse(problems: readonly Detail[]): void {
  if (problems.length === 1 && problems[0] === NO_KEY)
    throw new DomainError(NO_KEY.code, 'idempotencyKey is missing', problems);
  if (problems.length > 0)
    throw new DomainError('input.invalid', `${problems.length} problem(s) in the input`, problems);
}

/** The identity of the caller: the third token of the subject. */
function unitOf(context: NatsContext): string {
  const unit = context.getSubject().split('.')[2] ?? '';
  if (!CODE.test(unit)) throw new DomainError('unit.unknown', 'the subject names no unit');
  return unit;
}

function headProblems(id: unknown, ifMatch: unknown, key: unknown): Detail[] {
  const problems: Detail[] = [];
  if (id !== undefined && !(typeof id === 'string' && isUuid(id))) {
    problems.push({ field: 'id', message: 'must be a UUID in lower case' });
  }
  if (ifMatch !== undefined && !(Number.isInteger(ifMatch) && (ifMatch as number) > 0)) {
    problems.push({ field: 'ifMatch', message: 'must be the version, a whole number' });
  }
  if (key !== undefined && !(typeof key === 'string' && KEY.test(key))) {
    problems.push({ field: 'idempotencyKey', message: 'must be up to 128 visible ASCII characters' });
  }
  return problems;
}

function problemsOfFields(cls: ContractClass, fields: object): readonly Detail[] {
  try {
    parseContract(cls, fields);
    return [];
  } catch (error) {
    if (error instanceof DomainError) return error.details;
    throw error;
  }
}

/** Answers a refusal with its problem; an unknown error tells nothing and is logged. */
@Catch()
export class BusProblems implements ExceptionFilter {
  private readonly log = new Logger('BusCommands');

  catch(error: unknown): Observable<object> {
    const refusal = refusalOf(error);
    if (refusal.code === 'internal') this.log.error(error);
    return of(problemOf(refusal));
  }
}

/** The version that a change must name; `precondition.required` without one, as over HTTP. */
export function busVersion<T>(call: BusCall<T>): BusCall<T> & { ifMatch: number } {
  if (call.id === '') throw new DomainError('input.invalid', 'id is missing', [{ field: 'id', message: 'is missing' }]);
  if (call.ifMatch === undefined) throw new DomainError('precondition.required', 'ifMatch is missing');
  return { ...call, ifMatch: call.ifMatch };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
