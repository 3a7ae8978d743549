import type { Installation } from './installation.js';
import { print, table } from './output.js';

interface Readiness {
  service: string;
  ready: boolean;
  checks: Record<string, { ok: boolean; detail?: string }>;
}

/** Asks every service whether it is ready, and why not. Exit code 1 when one is not. */
export async function showStatus(installation: Installation, json?: boolean): Promise<void> {
  const services = Object.entries(installation.services);
  const all = await Promise.all(services.map(([service, url]) => readiness(service, url)));
  if (all.some((one) => !one.ready)) process.exitCode = 1;
  print(json, { url: installation.url, district: installation.district, services: all }, () => [
    `${installation.url}, district ${installation.district}${installation.simulated ? ', simulated clock' : ''}`,
    '',
    ...table(
      ['service', 'ready', 'detail'],
      all.map((one) => [one.service, one.ready ? 'yes' : 'no', details(one)]),
    ),
  ]);
}

async function readiness(service: string, url: string): Promise<Readiness> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5000) });
    const body = (await response.json()) as Partial<Readiness>;
    return { service, ready: response.ok, checks: body.checks ?? {} };
  } catch {
    return { service, ready: false, checks: { http: { ok: false, detail: 'does not answer' } } };
  }
}

const details = ({ checks }: Readiness): string =>
  Object.entries(checks)
    .filter(([, check]) => !check.ok || check.detail)
    .map(([name, check]) => `${name}: ${check.detail ?? 'not ready'}`)
    .join('; ');
