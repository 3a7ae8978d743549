import { readFileSync } from 'node:fs';
import { asyncApi } from '@gridwhistle/contracts';
import type { GeneratedFiles } from './generate.js';
import { neededSchemas } from './needed-schemas.js';

const PACKAGE = new URL('../../package.json', import.meta.url);

interface AsyncApiDocument {
  components: { messages: object; schemas: Record<string, object> };
}

/**
 * Every event and every command of the bus. Schemas that only the HTTP API uses are left out: which of them are known
 * depends on what else has been loaded.
 */
export function generate(): GeneratedFiles {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
  const document = asyncApi(version) as AsyncApiDocument;
  const { messages, schemas } = document.components;
  const components = { ...document.components, schemas: neededSchemas(schemas, messages) };
  return { 'docs/generated/asyncapi.json': `${JSON.stringify({ ...document, components }, undefined, 2)}\n` };
}
