import type { LocalName } from '../document/places.js';

/** JSON Schema of the documents. A field that the type has and the schema lacks, or the other way, does not compile. */
export type Schema = Record<string, unknown>;
type Optional = [schema: Schema];
type Fields<T> = { [K in keyof Required<T>]: undefined extends T[K] ? Optional : Schema };

export const optional = (schema: Schema): Optional => [schema];
export const object = <T>(fields: Fields<T>): Schema => {
  const entries = Object.entries<Optional | Schema>(fields);
  const properties = Object.fromEntries(
    entries.map(([name, field]) => [name, Array.isArray(field) ? field[0] : field]),
  );
  const required = entries.filter(([, field]) => !Array.isArray(field)).map(([name]) => name);
  return { type: 'object', properties, required, additionalProperties: false };
};
export const list = (items: Schema, minItems = 0, maxItems = 100_000): Schema => ({
  type: 'array',
  items,
  minItems,
  maxItems,
});
export const oneOf = (values: readonly string[]): Schema => ({ type: 'string', enum: [...values] });
export const number = (minimum: number, maximum: number): Schema => ({ type: 'number', minimum, maximum });
export const text = (maxLength: number): Schema => ({ type: 'string', minLength: 1, maxLength });
export const matching = (pattern: string): Schema => ({ type: 'string', pattern, maxLength: 64 });

/** A code becomes a token of a bus subject: no dot, space or wildcard can exist in one. */
export const code = matching('^[0-9a-z]+(-[0-9a-z]+)*$');
export const clockTime = matching('^([01][0-9]|2[0-3]):[0-5][0-9]$');
/** Any text: whether it is a limit is a rule of its own, so that the message can say what a limit looks like. */
export const limit = text(40);
export const flag: Schema = { type: 'boolean' };
export const name = object<LocalName>({ zh: text(100), en: text(200) });
/** Filing and closing conditions are sentences of a city's table. */
export const condition = object<LocalName>({ zh: text(500), en: text(1000) });
export const share = number(0.01, 0.99);
