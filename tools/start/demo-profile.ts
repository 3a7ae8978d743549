import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProfileDocument, StaffDocument } from '@gridwhistle/registry';
import type { Layout } from './layout.js';
import type { Secrets } from './secrets.js';

/** A district's profile and its people, as they are posted. */
export interface DistrictData {
  readonly profile: ProfileDocument;
  readonly staff: StaffDocument;
}

/** The user who applies profiles; before the first one the only user there is. */
const OPERATOR = 'operator';
const ATTEMPTS = 15;

/** Applies the demo profile through the public API; nothing happens when exactly it was applied already. */
export async function applyProfile(
  data: DistrictData,
  layout: Pick<Layout, 'folder' | 'urls'>,
  secrets: Secrets,
): Promise<void> {
  const body = JSON.stringify(data);
  const digest = createHash('sha256').update(body).digest('hex');
  const note = join(layout.folder, 'applied-profile');
  if (existsSync(note) && readFileSync(note, 'utf8') === digest && (await hasProfile(layout, secrets))) return;
  const token = await operatorToken(layout, secrets);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const url = `${layout.urls.console}/api/v1/registry/profile`;
  const response = await patiently(() => fetch(url, { method: 'POST', headers, body }));
  const answer = await response.text();
  if (!response.ok) throw new Error(`the profile was refused: ${answer.slice(0, 4000)}`);
  writeFileSync(note, digest);
}

/** Comes again when it is told to: while everything starts at once, a machine may be too busy for a moment. */
async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await ask();
    if (response.status !== 503 || attempt === ATTEMPTS) return response;
    await response.arrayBuffer();
    await delay(Number(response.headers.get('retry-after') ?? 1) * 1000);
  }
}

async function hasProfile(layout: Pick<Layout, 'urls'>, secrets: Secrets): Promise<boolean> {
  const headers = { authorization: `Bearer ${secrets.internalKey}` };
  const response = await fetch(`${layout.urls.console}/internal/profile`, { headers });
  // An answer that nobody reads keeps its connection busy, and the console waits for it when it stops.
  await response.arrayBuffer();
  return response.ok;
}

async function operatorToken(layout: Pick<Layout, 'urls'>, secrets: Secrets): Promise<string> {
  const request = {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`gw:${secrets.operatorSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'urn:gridwhistle:grant:operator', user: OPERATOR }),
  };
  const response = await patiently(() => fetch(`${layout.urls.console}/oidc/token`, request));
  const answer = (await response.json()) as { access_token?: string };
  if (!answer.access_token) throw new Error(`no token for ${OPERATOR}: ${JSON.stringify(answer)}`);
  return answer.access_token;
}
