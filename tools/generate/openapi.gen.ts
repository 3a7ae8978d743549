import { SERVICES } from '@gridwhistle/kernel';
import { openApiOf, type OpenApiDocument } from '@gridwhistle/platform';
import { definition as assessment } from '@gridwhistle/assessment';
import { definition as console } from '@gridwhistle/console';
import { definition as dispatch } from '@gridwhistle/dispatch';
import { definition as escalation } from '@gridwhistle/escalation';
import { definition as hotlineBridge } from '@gridwhistle/hotline-bridge';
import { definition as intake } from '@gridwhistle/intake';
import type { GeneratedFiles } from './generate.js';
import { neededSchemas } from './needed-schemas.js';

/** One document for all services: the edge serves them from one origin. */
export async function generate(): Promise<GeneratedFiles> {
  return { 'docs/generated/openapi.json': `${JSON.stringify(await openApi(), undefined, 2)}\n` };
}

/** The OpenAPI document of the whole installation. Where two services serve one address, the later one describes it. */
export async function openApi(): Promise<OpenApiDocument> {
  const documents = [
    await openApiOf(console),
    await openApiOf(assessment),
    await openApiOf(hotlineBridge),
    await openApiOf(escalation),
    await openApiOf(intake),
    await openApiOf(dispatch),
  ];
  const [first] = documents;
  if (!first) throw new Error('no service, no document');
  const paths = pathsOf(documents);
  const responses = merged(documents.map(({ components }) => components?.responses ?? {}));
  const schemas = merged(documents.map(({ components }) => components?.schemas ?? {}));
  return {
    ...first,
    info: { ...first.info, title: 'GridWhistle', description: `${first.info.description} One origin serves it all.` },
    tags: SERVICES.map((name) => ({ name, description: `Answered by the service ${name}` })),
    paths,
    components: { ...first.components, responses, schemas: neededSchemas(schemas, { paths, responses }) },
  };
}

type Paths = OpenApiDocument['paths'];
type Operation = NonNullable<Paths[string]['get']>;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

function pathsOf(documents: readonly OpenApiDocument[]): Paths {
  const paths: Paths = {};
  for (const document of documents) {
    for (const [path, item] of Object.entries(document.paths)) {
      const known = paths[path] ?? {};
      for (const method of METHODS) {
        const operation = item[method];
        if (operation) known[method] = withParametersOf(operation, known[method]);
      }
      paths[path] = known;
    }
  }
  return sorted(paths);
}

/** A header that only the other service takes belongs to the address all the same. */
function withParametersOf(operation: Operation, other: Operation | undefined): Operation {
  const headers = (other?.parameters ?? []).filter((parameter) => 'in' in parameter && parameter.in === 'header');
  const isPublic = [operation, other].some((each) => each?.security?.length === 0);
  return {
    ...operation,
    parameters: unique([...(operation.parameters ?? []), ...headers]),
    security: isPublic && other ? [{}, { staff: [] }] : (operation.security ?? []),
  };
}

type Parameter = NonNullable<Operation['parameters']>[number];

/** One of each name and place, the described one where there are two; header names differ by more than their case. */
function unique(parameters: readonly Parameter[]): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const parameter of parameters) {
    const key = 'in' in parameter ? `${parameter.in} ${parameter.name.toLowerCase()}` : parameter.$ref;
    const before = found.get(key);
    if (!before || !('description' in before && before.description)) found.set(key, parameter);
  }
  return [...found.values()];
}

/** By name; the same name in two services must mean the same. */
function merged<T>(parts: readonly Record<string, T>[]): Record<string, T> {
  const all: Record<string, T> = {};
  for (const [name, value] of parts.flatMap((part) => Object.entries(part))) {
    if (name in all && JSON.stringify(all[name]) !== JSON.stringify(value)) {
      throw new Error(`two services describe ${name} differently; give one of the classes another name`);
    }
    all[name] = value;
  }
  return sorted(all);
}

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
