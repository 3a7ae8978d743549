import type { OpenApiDocument } from '@gridwhistle/platform';
import type { GeneratedFiles } from './generate.js';
import { code, page, section, table } from './markdown.js';
import { DESCRIBED_SERVICES } from './services.js';

/** Every endpoint that staff, reporters and partners can call. */
export async function generate(): Promise<GeneratedFiles> {
  const sections: string[] = [];
  for (const { name, openApi } of DESCRIBED_SERVICES) {
    const rows = rowsOf(await openApi());
    if (rows.length > 0) sections.push(section(name, table(['call', 'what it does', 'who'], rows)));
  }
  return { 'docs/generated/endpoints.md': page('Endpoints', 'the `*.http.ts` of the services', RULE, ...sections) };
}

const RULE =
  'All are called at the console, which passes them on to the service named. Shapes, headers and refusals: ' +
  '`/api/openapi.json`. Every service also answers `/healthz`, `/readyz` and `/metrics`.';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const EVERYWHERE = new Set(['/healthz', '/readyz', '/metrics']);

function rowsOf({ paths }: OpenApiDocument): string[][] {
  return Object.entries(paths)
    .filter(([path]) => !EVERYWHERE.has(path))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operation = item[method];
        if (!operation) return [];
        const who = operation.security?.length === 0 ? 'everybody' : 'staff';
        return [[code(`${method.toUpperCase()} ${path}`), operation.summary ?? '', who]];
      }),
    );
}
