import { definition } from '../test/tiny-service.js';
import { openApiOf, type OpenApiDocument } from './openapi.js';

describe('the OpenAPI document of a service', () => {
  let document: OpenApiDocument;
  beforeAll(async () => {
    document = await openApiOf(definition);
  });

  test('shows every public and staff endpoint and no internal one', () => {
    expect(Object.keys(document.paths).sort()).toEqual([
      '/api/v1/notes',
      '/api/v1/notes/broken',
      '/api/v1/notes/clock',
      '/api/v1/notes/mine',
      '/api/v1/notes/{id}/change',
      '/healthz',
      '/metrics',
      '/readyz',
    ]);
  });

  test('takes bodies, answers and queries from the contract classes', () => {
    const { get, post } = document.paths['/api/v1/notes'] ?? {};
    expect(post?.requestBody).toMatchObject({ content: { 'application/json': { schema: ref('WriteNote') } } });
    expect(post?.responses['201']).toMatchObject({ content: { 'application/json': { schema: ref('NoteView') } } });
    expect(document.components?.schemas?.['WriteNote']).toMatchObject({
      required: ['text'],
      properties: { weight: { type: 'integer', maximum: 5 } },
    });
    expect(get?.parameters).toMatchObject([{ name: 'about' }, { name: 'cursor' }, { name: 'limit', in: 'query' }]);
  });

  test('documents headers, sign-in, summaries and refusals', () => {
    const change = document.paths['/api/v1/notes/{id}/change']?.post;
    expect(change?.parameters).toMatchObject([
      { name: 'id', in: 'path', schema: { format: 'uuid' } },
      { name: 'If-Match', in: 'header', required: true },
    ]);
    expect(change).toMatchObject({ summary: 'Change a note', security: [{ staff: [] }] });
    expect(Object.keys(change?.responses ?? {})).toEqual(expect.arrayContaining(['404', '409', '412', '428', '503']));
    expect(document.paths['/api/v1/notes/clock']?.get?.security).toEqual([]);
  });

  test('refers to nothing that it does not hold', () => {
    const names = [...JSON.stringify(document).matchAll(/#\/components\/(\w+)\/(\w+)/g)];
    const components = document.components as Record<string, Record<string, unknown>>;
    const missing = names.filter(([, part, name]) => components[part ?? '']?.[name ?? ''] === undefined);
    expect(missing).toEqual([]);
  });
});

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
