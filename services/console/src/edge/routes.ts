import type { ServiceName } from '@gridwhistle/kernel';

/** Which service answers an address. `console` means: one of the console's own controllers does. */
interface Route {
  /** `METHOD /path`; `*` is any method, `:id` one segment, a final `/**` anything below, `{a,b}` one of these. */
  at: string;
  to: ServiceName;
  /** Only requests that carry this header. */
  header?: string;
  /** Largest body that is passed on, in bytes; 1 MiB where nothing is said. */
  body?: number;
}

export interface Destination {
  to: ServiceName;
  bodyLimit: number;
}

/** Photos and proofs travel as base64 inside the JSON. */
const UPLOAD = 40 * 1024 * 1024;
const BODY = 1024 * 1024;

/** The one routing table; the first row that fits decides, and what no row names is answered by the console itself. */
const ROUTES: readonly Route[] = [
  { at: 'POST /api/v1/tickets', to: 'intake', body: UPLOAD },
  { at: 'GET /api/v1/tickets/:id', to: 'intake', header: 'gw-reporter-code' },
  { at: 'GET /api/v1/tickets/:id', to: 'console' },
  { at: 'GET /api/v1/tickets/:id/timeline', to: 'console' },
  {
    at: '* /api/v1/tickets/:id/{report,suggestion,attachments,rating,withdrawal,objection,reopening,call-backs,reveal}/**',
    to: 'intake',
  },
  { at: '* /api/v1/tickets/:id/**', to: 'dispatch' },
  { at: '* /api/v1/topics/**', to: 'intake' },
  { at: 'GET /api/v1/orders/:id', to: 'console' },
  { at: '* /api/v1/orders/:id/{remind,supervise}', to: 'escalation' },
  { at: 'POST /api/v1/orders/:id/{resolve,return}', to: 'dispatch', body: UPLOAD },
  { at: '* /api/v1/orders/:id/**', to: 'dispatch' },
  { at: '* /api/v1/{extensions,suspensions}/**', to: 'dispatch' },
  { at: '* /api/v1/{directives,receipts,admissions}/**', to: 'dispatch' },
  { at: 'POST /api/v1/registry/routes/dry-run', to: 'dispatch' },
  { at: '* /api/v1/whistles/**', to: 'escalation' },
  { at: '* /api/v1/{assessments,publications,proposals,appeals,exemptions}/**', to: 'assessment' },
  { at: '* /api/v1/hotline/**', to: 'hotline-bridge' },
  { at: '* /hotline/v1/**', to: 'hotline-bridge' },
];

interface CompiledRoute extends Route {
  method: string;
  pattern: RegExp;
}

const COMPILED: readonly CompiledRoute[] = ROUTES.map((route) => {
  const [method = '', path = ''] = route.at.split(' ');
  return { ...route, method, pattern: patternOf(path) };
});

/**
 * Where a request goes; undefined when the console answers it. An address that could mean another one to the service
 * behind (dot segments, empty segments, encoded slashes) is never passed on.
 */
export function destinationOf(method: string, path: string, headers: Record<string, unknown>): Destination | undefined {
  if (isAmbiguous(path)) return undefined;
  const route = COMPILED.find(
    (candidate) =>
      (candidate.method === '*' || candidate.method === method) &&
      (candidate.header === undefined || headers[candidate.header] !== undefined) &&
      candidate.pattern.test(path),
  );
  if (!route || route.to === 'console') return undefined;
  return { to: route.to, bodyLimit: route.body ?? BODY };
}

function isAmbiguous(path: string): boolean {
  return /\/\.{1,2}(\/|$)|\/\/|\\|%2f|%5c|%2e|%00/i.test(path);
}

function patternOf(path: string): RegExp {
  const source = path
    .replace(/\/\*\*$/, '(?:/.*)?')
    .replace(/:[a-z]+/g, '[^/]+')
    .replace(/\{([a-z,-]+)\}/g, (_all, words: string) => `(?:${words.replaceAll(',', '|')})`);
  return new RegExp(`^${source}$`);
}
