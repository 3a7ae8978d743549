import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { refOf, type ContractClass } from './schema.js';

/** The vocabulary of contracts: each word is one class-validator rule with its exact JSON Schema. */
type Field = (target: object, key: string) => void;
const all =
  (...fields: ((target: object, key: string) => void)[]): Field =>
  (target, key) =>
    fields.forEach((field) => field(target, key));

const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const INSTANT =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
/** Codes become subject tokens: no dot, space or wildcard can exist in one. */
export const CODE = /^[0-9a-z]+(-[0-9a-z]+)*$/;

const pattern = (regex: RegExp, what: string, schema: object = {}): Field =>
  all(
    IsString(),
    Matches(regex, { message: `$property must be ${what}` }),
    JSONSchema({ type: 'string', pattern: regex.source, ...schema }),
  );

/** A UUID of version 7, lower case. */
export const Id = (): Field => pattern(UUID7, 'a UUIDv7 in lower case', { format: 'uuid' });
export const Ids = (max: number, min = 0): Field =>
  all(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    Matches(UUID7, { each: true, message: 'each value in $property must be a UUIDv7 in lower case' }),
    JSONSchema({ type: 'array', minItems: min, maxItems: max, items: { type: 'string', pattern: UUID7.source } }),
  );
/** RFC 3339 with an offset. */
export const Instant = (): Field => pattern(INSTANT, 'an RFC 3339 time with an offset', { format: 'date-time' });
/** A unit, plan, kind, duty or category code: lower-case letters, digits and single dashes, at most 64 characters. */
export const Code = (): Field =>
  all(pattern(CODE, 'a code of lower-case letters, digits and single dashes'), Length(1, 64));
/** A national area code (4, 6, 9 or 12 digits) or a grid or micro-grid code (15, 17). */
export const AreaCode = (): Field => pattern(/^(\d{4}|\d{6}|\d{9}|\d{12}|\d{15}|\d{17})$/, 'an area or grid code');
/** Something to read: not only spaces, and no null character, which PostgreSQL cannot store. */
const WORDS = new RegExp('^(?=[^]*\\S)[^\\u0000]*$');
export const Text = (max: number, min = 1): Field =>
  all(
    IsString(),
    Length(min, max),
    Matches(WORDS, { message: '$property must hold words, not only spaces, and no null character' }),
  );
export const Whole = (min: number, max: number): Field =>
  all(IsInt(), Min(min), Max(max), JSONSchema({ type: 'integer' }));
export const Real = (min: number, max: number): Field =>
  all(IsNumber({ allowNaN: false, allowInfinity: false }), Min(min), Max(max));
/** A number, or null where there is none to give; the field itself is always there (a `ValidateIf` would drop that). */
export const RealOrNull = (min: number, max: number): Field => {
  const validate = (value: unknown): boolean =>
    value === null || (typeof value === 'number' && value >= min && value <= max);
  return all(
    ValidateBy({ name: 'realOrNull', validator: { validate } }),
    JSONSchema(() => ({ type: ['number', 'null'], minimum: min, maximum: max })),
  );
};
export const Flag = (): Field => IsBoolean();
export const OneOf = (values: readonly string[]): Field =>
  all(IsIn([...values]), JSONSchema({ type: 'string', enum: [...values] }));
/** Absent is fine, null is not (`@IsOptional` would let null through, which the derived schema refuses). */
export const Optional = (): Field => ValidateIf((_object, value) => value !== undefined);
/** An object of plain values whose names are not fixed by the contract. */
export const PlainValues = (): Field =>
  all(IsObject(), JSONSchema({ type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } }));
export const Nested = (of: () => ContractClass): Field =>
  all(
    IsObject(),
    ValidateNested(),
    Type(of),
    JSONSchema(() => refOf(of())),
  );
export const List = (of: () => ContractClass, max: number, min = 0): Field =>
  all(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    ValidateNested({ each: true }),
    Type(of),
    JSONSchema(() => ({ type: 'array', items: refOf(of()), minItems: min, maxItems: max })),
  );
export const Codes = (max: number, min = 0): Field =>
  all(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    Matches(CODE, { each: true, message: 'each value in $property must be a code' }),
    JSONSchema({
      type: 'array',
      minItems: min,
      maxItems: max,
      items: { type: 'string', pattern: CODE.source, maxLength: 64 },
    }),
  );
/** Texts of people or profiles, each at most so long. */
export const Texts = (max: number, longest: number, min = 0): Field =>
  all(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    IsString({ each: true }),
    Length(1, longest, { each: true }),
    JSONSchema({
      type: 'array',
      minItems: min,
      maxItems: max,
      items: { type: 'string', minLength: 1, maxLength: longest },
    }),
  );
/** Objects of a shape that is checked elsewhere. */
export const Objects = (max: number, min = 0): Field =>
  all(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    IsObject({ each: true }),
    JSONSchema({
      type: 'array',
      minItems: min,
      maxItems: max,
      items: { type: 'object', additionalProperties: true },
    }),
  );
/** [longitude, latitude], WGS 84 unless the request says otherwise. */
export const Coordinates = (): Field =>
  all(
    IsArray(),
    ArrayMinSize(2),
    ArrayMaxSize(2),
    IsNumber({ allowNaN: false, allowInfinity: false }, { each: true }),
    Min(-180, { each: true }),
    Max(180, { each: true }),
    JSONSchema({
      type: 'array',
      minItems: 2,
      maxItems: 2,
      items: { type: 'number', minimum: -180, maximum: 180 },
    }),
  );
