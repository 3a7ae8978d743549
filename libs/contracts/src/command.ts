import { plainToInstance } from 'class-transformer';
import { ContractError } from './event.js';
import { parseContract, problemsOf, schemaOf, type ContractClass, type Schema } from './schema.js';

/** A command's contract: the JSON body over HTTP, and with `bus: true` also over `cmd.<district>.<unit>.<name>`. */
export interface CommandContract<T extends object = object> {
  name: string;
  summary: string;
  bus: boolean;
  example: T;
  cls: ContractClass<T>;
}

const commands = new Map<ContractClass, CommandContract>();
const bodies = new Set<ContractClass>();

interface CommandDoc<T> {
  summary: string;
  example: T;
  /** Served to departments over NATS too. */
  bus?: boolean;
}

/** Declares a command body; a wrong example fails while the module loads. */
export function Command<T extends object>(name: `${string}.${string}`, doc: CommandDoc<NoInfer<T>>) {
  return (cls: ContractClass<T>): void => {
    const problems = problemsOf(cls, doc.example);
    if (problems.length > 0) throw new ContractError(`example of ${name}: ${JSON.stringify(problems)}`);
    if ([...commands.values()].some((c) => c.name === name)) throw new ContractError(`command ${name} declared twice`);
    describeForOpenApi(cls);
    commands.set(cls, { name, bus: false, ...doc, cls } as unknown as CommandContract);
  };
}

/** Declares an answer or another shape that only the API document needs. */
export function Shape() {
  return (cls: ContractClass): void => describeForOpenApi(cls);
}

/** Declares query parameters: text from the address line is converted to the field's type before it is checked. */
export function QueryContract() {
  return (cls: ContractClass): void => {
    bodies.add(cls);
    describeForOpenApi(cls);
  };
}

export const commandOf = (cls: ContractClass): CommandContract | undefined => commands.get(cls);
export const isQueryContract = (cls: ContractClass): boolean => bodies.has(cls);
export const allCommands = (): CommandContract[] => [...commands.values()].sort((a, b) => (a.name < b.name ? -1 : 1));

/** Query parameters as an instance, or `input.invalid` that lists every problem. */
export function parseQuery<T extends object>(cls: ContractClass<T>, query: object): T {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
  if (Object.keys(given).length === 0) return parseContract(cls, given);
  return parseContract(cls, { ...plainToInstance(cls, given, { enableImplicitConversion: true }) });
}

/** Feeds Nest's OpenAPI module from the derived schema, so that no field is described twice. */
function describeForOpenApi(cls: ContractClass): void {
  const schema = schemaOf(cls);
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
  const required = new Set((schema['required'] ?? []) as string[]);
  const entries = Object.entries(properties).map(([key, field]) => [key, { ...field, required: required.has(key) }]);
  Object.defineProperty(cls, '_OPENAPI_METADATA_FACTORY', { value: () => Object.fromEntries(entries) as object });
}
