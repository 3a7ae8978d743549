import { DomainError, type Detail } from '@gridwhistle/kernel';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { plainToInstance } from 'class-transformer';
// @ts-expect-error class-transformer publishes no types for this file
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { validateSync, type ValidationError } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';

export type ContractClass<T extends object = object> = new () => T;
export type Schema = Record<string, unknown>;

const REF = '#/components/schemas/';
const known = new Map<string, { cls: ContractClass; schema: Schema }>();
/** Without the check of the schemas themselves, which takes longer at every start than all our checks. */
const ajv = new Ajv2020({
  strict: false,
  allErrors: false,
  validateFormats: false,
  meta: false,
  validateSchema: false,
});

/** The JSON Schema of a contract class, derived once from its decorators. Two classes of one name are refused. */
export function schemaOf(cls: ContractClass): Schema {
  const found = known.get(cls.name);
  if (found && found.cls !== cls) throw new Error(`two contract classes are called ${cls.name}`);
  if (found) return found.schema;
  const entry = { cls, schema: {} as Schema };
  known.set(cls.name, entry);
  entry.schema = targetConstructorToSchema(cls, {
    classTransformerMetadataStorage: defaultMetadataStorage as never,
    refPointerPrefix: REF,
  }) as Schema;
  return entry.schema;
}

export function refOf(cls: ContractClass): { $ref: string } {
  schemaOf(cls);
  return { $ref: `${REF}${cls.name}` };
}

/** Every schema that has been derived, by class name, for AsyncAPI and OpenAPI documents. */
export function componentSchemas(): Record<string, Schema> {
  return Object.fromEntries(
    [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { schema }]) => [name, schema]),
  );
}

/** A compiled check for the hot path: about forty times faster than class-validator. */
export function compileCheck<T extends object>(cls: ContractClass<T>): ValidateFunction<T> {
  return ajv.compile<T>({ ...schemaOf(cls), components: { schemas: componentSchemas() } });
}

const strictChecks = new WeakMap<ContractClass, (plain: unknown) => boolean>();

/** The compiled check that also refuses fields which the contract does not name. */
function strictCheck(cls: ContractClass): (plain: unknown) => boolean {
  const found = strictChecks.get(cls);
  if (found) return found;
  const components = Object.entries(componentSchemas()).map(([name, schema]) => [name, strictly(schema)]);
  const check = ajv.compile({ ...strictly(schemaOf(cls)), components: { schemas: Object.fromEntries(components) } });
  strictChecks.set(cls, check);
  return check;
}

const strictly = (schema: Schema): Schema => ({
  properties: {},
  ...schema,
  type: 'object',
  additionalProperties: false,
});

/** Every problem of a plain value against a contract class, with dotted fields; empty when it fits. */
export function problemsOf(cls: ContractClass, plain: unknown): Detail[] {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return [{ message: 'must be an object' }];
  const instance = plainToInstance(cls, plain);
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    stopAtFirstError: true,
  });
  return flatten(errors, '');
}

const UNKNOWN_FIELD = 'whitelistValidation';

/** What the contract would have known in the place of an unknown field. */
function unknownField({ target }: ValidationError): string {
  const known = Object.keys(schemaOf(target?.constructor as ContractClass)['properties'] ?? {});
  return `is not known here: ${known.length === 0 ? 'no field is' : `${known.join(', ')} are`}`;
}

function flatten(errors: ValidationError[], prefix: string): Detail[] {
  return errors.flatMap((error) => {
    const field = `${prefix}${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([code, says]) => {
      const message = code === UNKNOWN_FIELD ? unknownField(error) : says;
      return { field, code, message };
    });
    return [...own, ...flatten(error.children ?? [], `${field}.`)];
  });
}

/**
 * The instance, or `input.invalid` that lists every problem. What the compiled check lets through is right; what it
 * refuses is looked at field by field, which takes forty times as long and tells all that is wrong.
 */
export function parseContract<T extends object>(cls: ContractClass<T>, plain: unknown): T {
  if (strictCheck(cls)(plain)) return Object.assign(new cls(), plain);
  const problems = problemsOf(cls, plain);
  if (problems.length === 0) return plainToInstance(cls, plain);
  throw new DomainError('input.invalid', `${problems.length} problem(s) in the input`, problems);
}
