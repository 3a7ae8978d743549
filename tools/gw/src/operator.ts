import { Failure, NotNow } from './failure.js';
import type { Installation } from './installation.js';

/** A token of a member of staff, for the operator of this installation only. */
export async function tokenFor(installation: Installation, user: string): Promise<string> {
  const response = await reach(`${installation.url}/oidc/token`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`gw:${installation.secrets.operatorSecret}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'urn:gridwhistle:grant:operator', user }).toString(),
  });
  const answer = (await response.json()) as { access_token?: string; error_description?: string };
  if (!answer.access_token) throw new Failure(`No token for ${user}: ${answer.error_description ?? 'refused'}.`);
  return answer.access_token;
}

/** A call of the public API in somebody's name; a problem becomes a Failure that lists everything wrong. */
export async function call<T>(
  installation: Installation,
  path: string,
  token: string,
  init: { method?: string; body?: unknown; key?: string } = {},
): Promise<T> {
  const response = await reach(`${installation.url}/api/v1${path}`, {
    method: init.method ?? 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(init.key === undefined ? {} : { 'idempotency-key': init.key }),
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  return answerOf<T>(response);
}

/** A call of one service's internal endpoints. */
export async function internal<T>(
  installation: Installation,
  service: string,
  path: string,
  method = 'GET',
): Promise<T> {
  const headers = { authorization: `Bearer ${installation.secrets.internalKey}` };
  return answerOf<T>(await reach(`${installation.services[service] ?? ''}${path}`, { method, headers }));
}

async function answerOf<T>(response: Response): Promise<T> {
  const body = (await response.json().catch(() => ({}))) as T & Problem;
  if (response.ok) return body;
  const details = (body.errors ?? []).map((error) => `\n  ${error.field ?? '-'}: ${error.message}`).join('');
  const said = `${body.code ?? response.status}: ${body.detail ?? body.title ?? response.statusText}${details}`;
  throw response.status === 503 ? new NotNow(said) : new Failure(said);
}

interface Problem {
  code?: string;
  title?: string;
  detail?: string;
  errors?: { field?: string; message: string }[];
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(30_000) });
  } catch {
    throw new Failure(`${new URL(url).origin} does not answer. \`npx gw status\` shows what is up.`);
  }
}
