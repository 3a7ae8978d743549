import type { ServiceName } from '@gridwhistle/kernel';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { compileCheck, problemsOf, schemaOf, type ContractClass } from './schema.js';

/** What a contract class says about its event: `name` is `<entity>.<event>`, `owner` the one service that may publish it. */
export interface EventContract<T extends object = object> {
  name: string;
  entity: string;
  version: number;
  owner: ServiceName;
  summary: string;
  example: T;
  cls: ContractClass<T>;
  /** Names of its fields, read from the schema when they are first asked for. */
  readonly fields: ReadonlySet<string>;
  /** Schema check of the plain data, compiled when it is first asked for. */
  readonly check: ValidateFunction<T>;
}

const byClass = new Map<ContractClass, EventContract>();
const byType = new Map<string, EventContract>();
const owners = new Map<string, ServiceName>();

/** A wrong event: unknown type or version, or data that breaks its contract. A consumer parks it at once. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
}

/**
 * Declares an event contract. The example is typed by the class and proven while the module loads, and an entity that
 * two services claim is refused.
 */
export function Event<T extends object>(
  name: `${string}.${string}`,
  version: number,
  doc: { owner: ServiceName; summary: string; example: NoInfer<T> },
) {
  return (cls: ContractClass<T>): void => {
    const entity = name.slice(0, name.indexOf('.'));
    const type = `${name}.v${version}`;
    if (!/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/.test(name)) throw new ContractError(`${name} is no event name`);
    if (byType.has(type)) throw new ContractError(`event ${type} is declared twice`);
    if ((owners.get(entity) ?? doc.owner) !== doc.owner) throw new ContractError(`${entity} has two owners`);
    const problems = problemsOf(cls, doc.example);
    if (problems.length > 0) throw new ContractError(`example of ${type}: ${JSON.stringify(problems)}`);
    // The documents list the schemas of all that is declared.
    schemaOf(cls);
    const contract = checkedLater({ name, entity, version, cls, ...doc });
    owners.set(entity, doc.owner);
    byClass.set(cls, contract as unknown as EventContract);
    byType.set(type, contract as unknown as EventContract);
  };
}

/** A service handles some of all events: compiling every check would double the time that the contracts take to load. */
function checkedLater<T extends object>(contract: Omit<EventContract<T>, 'check' | 'fields'>): EventContract<T> {
  let compiled: ValidateFunction<T> | undefined;
  let fields: ReadonlySet<string> | undefined;
  return Object.defineProperties(contract, {
    check: { get: () => (compiled ??= compileCheck(contract.cls)), enumerable: true },
    fields: { get: () => (fields ??= fieldsOf(contract.cls)), enumerable: true },
  }) as EventContract<T>;
}

const fieldsOf = (cls: ContractClass): ReadonlySet<string> =>
  new Set(Object.keys((schemaOf(cls)['properties'] ?? {}) as object));

/** The contract of an event class; throws for a class without `@Event`. */
export function eventOf<T extends object>(cls: ContractClass<T>): EventContract<T> {
  const contract = byClass.get(cls);
  if (!contract) throw new ContractError(`${cls.name} has no @Event`);
  return contract as unknown as EventContract<T>;
}

/** The contract of a CloudEvent type such as `order.issued.v1`; undefined when this build does not know it. */
export const eventOfType = (type: string): EventContract | undefined => byType.get(type);

/** The contract that an event instance was made by. */
export const contractOf = (event: object): EventContract => eventOf(event.constructor as ContractClass);

export const allEvents = (): EventContract[] => [...byType.values()].sort((a, b) => (a.name < b.name ? -1 : 1));

/** The one service that owns an entity; undefined for an entity nobody declared. */
export const ownerOf = (entity: string): ServiceName | undefined => owners.get(entity);

/**
 * Makes an event and checks it: the only way domain code's results become events. A field the contract does not name is
 * refused here, so that people's data cannot slip in; consumers ignore such fields, so that contracts can grow.
 */
export function make<T extends object>(cls: ContractClass<T>, data: T): T {
  const contract = eventOf(cls);
  const given = Object.keys(data).filter((key) => data[key as keyof T] !== undefined);
  if (!given.every((key) => contract.fields.has(key))) {
    const foreign = given.filter((key) => !contract.fields.has(key));
    throw new ContractError(`${contract.name} has no field ${foreign.join(', ')}`);
  }
  const event = new cls();
  for (const key of given) event[key as keyof T] = data[key as keyof T];
  if (!contract.check(event)) throw new ContractError(explain(contract, event));
  return event;
}

/** The data of a received event as an instance, or ContractError with every problem. */
export function parseEvent(contract: EventContract, data: unknown): object {
  if (!contract.check(data)) throw new ContractError(explain(contract, data));
  return Object.assign(new contract.cls(), data);
}

function explain(contract: EventContract<never> | EventContract, data: unknown): string {
  const problems = problemsOf(contract.cls, data).map((p) => `${p.field ?? 'event'}: ${p.message}`);
  const schema = (contract.check.errors ?? []).map((e) => `${e.instancePath} ${e.message ?? ''}`);
  return `${contract.name}.v${contract.version}: ${(problems.length > 0 ? problems : schema).join('; ')}`;
}
