import { checkShape, profileSchema, type ProfileDocument, type Schema } from '@gridwhistle/registry';
import { differencesOf } from './difference.js';

interface Way {
  readonly at: string;
  readonly value: unknown;
}

const either = (schema: Schema): Schema[] => (schema['oneOf'] ?? schema['anyOf'] ?? []) as Schema[];
const typeOf = (schema: Schema): unknown => [schema['type']].flat()[0];
const fieldsOf = (schema: Schema): [string, Schema][] => {
  const others = schema['additionalProperties'];
  const named = typeof others === 'object' ? { some: others as Schema } : {};
  return Object.entries({ ...(schema['properties'] as Record<string, Schema> | undefined), ...named });
};
const itemsOf = (schema: Schema): Schema[] => {
  const { prefixItems, items, minItems = 1 } = schema as { prefixItems?: Schema[]; items: Schema; minItems?: number };
  return prefixItems ?? Array.from({ length: Math.max(1, minItems) }, () => items);
};

/** A value with everything that the schema allows, nothing left out. */
function whole(schema: Schema): unknown {
  const [first] = either(schema);
  if (first) return whole(first);
  if ('const' in schema) return schema['const'];
  if ('enum' in schema) return (schema['enum'] as unknown[])[0];
  if (typeOf(schema) === 'object')
    return Object.fromEntries(fieldsOf(schema).map(([name, each]) => [name, whole(each)]));
  if (typeOf(schema) === 'array') return itemsOf(schema).map(whole);
  if (typeOf(schema) === 'boolean') return true;
  return typeOf(schema) === 'number' ? schema['minimum'] : text(schema, 0);
}

/** Two texts that fit every pattern there is. */
function text({ pattern }: Schema, which: 0 | 1): string {
  const examples = [
    ['ab', 'cd'],
    ['12', '13'],
    ['0102', '0103'],
    ['07:00', '08:00'],
    ['2026-01-01', '2026-01-02'],
    ['a.b', 'a.c'],
    ['/a', '/b'],
  ] as const;
  const fits = examples.find(([one]) => pattern === undefined || new RegExp(String(pattern)).test(one));
  if (!fits) throw new Error(`add an example for ${String(pattern)}`);
  return fits[which];
}

/** Every way in which one field of the value is another, left out, or one more of a list. */
function changes(schema: Schema, value: unknown, at: string): Way[] {
  const [first, second] = either(schema);
  const others = second ? changes(second, whole(second), at).slice(-1) : [];
  if (first) return [...changes(first, value, at), ...others.map((way) => ({ ...way, at: `${way.at}, otherwise` }))];
  if (typeOf(schema) === 'object')
    return fieldsOf(schema).flatMap((field) => inField(field, schema, value as object, at));
  if (typeOf(schema) === 'array') return inList(schema, value as unknown[], at);
  if ('const' in schema) return [{ at, value: 'another' }];
  if ('enum' in schema) return (schema['enum'] as unknown[]).slice(1, 2).map((each) => ({ at, value: each }));
  if (typeOf(schema) === 'boolean') return [{ at, value: false }];
  return [{ at, value: typeOf(schema) === 'number' ? schema['maximum'] : text(schema, 1) }];
}

function inField([name, schema]: [string, Schema], { required }: Schema, value: object, at: string): Way[] {
  const { [name]: held, ...rest } = value as Record<string, unknown>;
  const within = changes(schema, held, `${at}.${name}`).map((way) => ({
    ...way,
    value: { ...value, [name]: way.value },
  }));
  const isOptional = !(required as string[] | undefined)?.includes(name);
  return [...within, ...(isOptional ? [{ at: `${at}.${name} left out`, value: rest }] : [])];
}

function inList(schema: Schema, value: unknown[], at: string): Way[] {
  const [item = {}] = itemsOf(schema);
  const within = changes(item, value[0], `${at}.0`).map((way) => ({ ...way, value: value.with(0, way.value) }));
  if ('prefixItems' in schema) return within;
  const another = changes(item, value[0], at)[0]?.value;
  return [...within, { at: `${at} with one more`, value: [...value, another] }];
}

const document = whole(profileSchema) as ProfileDocument;
const ways = changes(profileSchema, document, '');

it('the document that is changed has every part and field, each in its shape', () => {
  const fields = Object.keys(profileSchema['properties'] as object);
  expect(Object.keys(document)).toEqual(fields);
  expect(checkShape('profile', document).problems).toEqual([]);
  expect(ways.length).toBeGreaterThan(300);
});

it('the difference of two profiles tells of every field of every part that is another, comes or goes', () => {
  expect(differencesOf(document, structuredClone(document))).toEqual([]);
  const untold = ways.filter(({ value }) => differencesOf(document, value as ProfileDocument).length === 0);
  expect(untold.map(({ at }) => at)).toEqual([]);
});
