import type { Detail } from '@gridwhistle/kernel';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { noticesSchema, profileSchema, routesSchema, staffSchema, standardsSchema } from './schema.js';

/**
 * What the shape of a document says: all problems, the entries that no rule should look at any more, and exactly which
 * fields of them are wrong.
 */
export interface ShapeReport {
  problems: Detail[];
  broken: Set<string>;
  wrong: string[];
}

/** Quick to compile, for it is used once at every start; the schemas themselves are checked by a test. */
const quick = { meta: false, validateSchema: false, code: { optimize: false } } as const;
const ajv = new Ajv2020({ allErrors: true, strictTypes: false, strictTuples: false, ...quick });
/** Compiled when first asked for, and once: Ajv knows a schema by its object. */
const schemas = {
  profile: profileSchema,
  routes: routesSchema,
  staff: staffSchema,
  standards: standardsSchema,
  notices: noticesSchema,
};

/** A document, or parts of one, whose shape can be checked by itself. */
export type Shaped = keyof typeof schemas;

/** Stable codes by JSON Schema keyword; all others are `shape.invalid`. */
const CODES: Record<string, string> = {
  required: 'shape.missing',
  additionalProperties: 'shape.unknown-field',
  type: 'shape.type',
  pattern: 'shape.syntax',
  enum: 'shape.not-allowed',
  const: 'shape.not-allowed',
  minimum: 'shape.out-of-range',
  maximum: 'shape.out-of-range',
};
/** After these the value still has its type, and the rules can read it. */
const HARMLESS = new Set(['additionalProperties', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength']);

export function checkShape(kind: Shaped, document: unknown): ShapeReport {
  const check = ajv.compile(schemas[kind]);
  const errors = check(document) ? [] : (check.errors ?? []);
  const wrong = errors.filter((error) => !HARMLESS.has(error.keyword)).map(fieldOf);
  return { problems: errors.map(toDetail), broken: new Set(wrong.flatMap(brokenBy)), wrong };
}

/** `areas.3.name.zh` breaks `areas.3`; a whole part breaks as a whole. */
function brokenBy(field: string): string[] {
  const [part = '', index] = field.split('.');
  return [index !== undefined && /^\d+$/.test(index) ? `${part}.${index}` : part];
}

function toDetail(error: ErrorObject): Detail {
  const code = CODES[error.keyword] ?? 'shape.invalid';
  const allowed = error.keyword === 'enum' ? `: ${(error.params['allowedValues'] as string[]).join(', ')}` : '';
  return { field: fieldOf(error), code, message: `${error.message ?? 'is wrong'}${allowed}` };
}

/** The dotted path of what is wrong: of the missing or unknown field itself, not of what it should stand in. */
function fieldOf({ instancePath, params }: ErrorObject): string {
  const named = (params['missingProperty'] ?? params['additionalProperty']) as string | undefined;
  const path = instancePath.slice(1).split('/').filter(Boolean);
  return [...path, ...(named === undefined ? [] : [named])].join('.');
}
