import type { Schema } from '@gridwhistle/contracts';
import type { OpenAPIObject } from '@nestjs/swagger';
import { PROBLEMS } from './problems.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Responses = NonNullable<NonNullable<OpenAPIObject['components']>['responses']>;

interface Place {
  readonly isPublic: boolean;
  readonly method: string;
  readonly path: string;
}

/** Documents the refusals that an operation can answer with, as far as its shape tells. */
export function addProblems(operation: Operation, place: Place): void {
  for (const status of statusesOf(operation, place)) {
    operation.responses[String(status)] ??= { $ref: `#/components/responses/Problem${status}` };
  }
}

/** The schema of a problem, and one response for each status that any problem has, with its codes. */
export function problemComponents(): { schemas: Record<string, Schema>; responses: Responses } {
  const statuses = [...new Set(Object.values(PROBLEMS).map(({ status }) => status))].sort((a, b) => a - b);
  const responses = Object.fromEntries(statuses.map((status) => [`Problem${status}`, responseOf(status)]));
  return { schemas: { Problem: PROBLEM, ProblemDetail: DETAIL, ProblemWords: WORDS }, responses };
}

function statusesOf(operation: Operation, { isPublic, method, path }: Place): number[] {
  const headers = (operation.parameters ?? []).map((each) => ('name' in each ? each.name : ''));
  const changes = method !== 'get';
  return [
    ...(operation.parameters?.length || operation.requestBody ? [400] : []),
    401,
    ...(isPublic ? [] : [403]),
    ...(path.includes('{') ? [404] : []),
    ...(changes && path.includes('{') ? [409] : []),
    ...(headers.includes('If-Match') ? [412, 428] : []),
    ...(operation.requestBody ? [413, 415, 422] : []),
    ...(headers.includes('Idempotency-Key') ? [422] : []),
    500,
    503,
  ];
}

function responseOf(status: number): Responses[string] {
  const rows = Object.entries(PROBLEMS).filter(([, row]) => row.status === status);
  const codes = rows.map(([code, row]) => `\`${code}\` ${row.en.title}`).join('; ');
  const headers =
    status === 503 ? { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds.' } } : undefined;
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return { description: codes, content, ...(headers ? { headers } : {}) } as Responses[string];
}

const text: Schema = { type: 'string' };
const WORDS: Schema = { type: 'object', required: ['title', 'next'], properties: { title: text, next: text } };
const DETAIL: Schema = {
  type: 'object',
  required: ['message'],
  properties: { field: { ...text, description: 'Dotted path into the input.' }, code: text, message: text },
};
const PROBLEM: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'errors', 'zh', 'en'],
  properties: {
    type: { ...text, description: 'urn:gridwhistle:problem:<code>' },
    title: text,
    status: { type: 'integer' },
    detail: text,
    code: { type: 'string', enum: Object.keys(PROBLEMS).sort() },
    instance: { ...text, description: 'Path of the request.' },
    errors: { type: 'array', items: { $ref: '#/components/schemas/ProblemDetail' } },
    zh: { $ref: '#/components/schemas/ProblemWords' },
    en: { $ref: '#/components/schemas/ProblemWords' },
  },
};
