import { setTimeout as delay } from 'node:timers/promises';
import { COMMON_SETTINGS, startService, type RunningService, type ServiceDefinition } from '@gridwhistle/platform';
import { freshBus, freshDatabase, type FreshBus, type FreshDatabase } from '@gridwhistle/testing';
import { DataSource } from 'typeorm';
import { Registry } from '../src/copy.js';
import type { ProfileDocument } from '../src/document.js';
import { sampleProfile } from './sample.js';
import { apply, handOut, publisher, reader } from './services.js';

let database: FreshDatabase;
let bus: FreshBus;
let console: RunningService;
let service: RunningService;

beforeAll(async () => {
  [database, bus] = [await freshDatabase(), await freshBus()];
  console = await start(publisher);
  service = await start(reader);
});

afterAll(async () => {
  await Promise.all([service?.stop(), console?.stop()]);
  await bus?.stop();
  await database?.drop();
});

describe('the profile of a service', () => {
  it('is missing, and the service not ready, until the first has arrived', async () => {
    expect(() => registry().current()).toThrow(expect.objectContaining({ code: 'profile.missing' }));
    expect((await fetch(`${service.url}/readyz`)).status).toBe(503);
  });

  it('arrives when it is applied, and again with the next version', async () => {
    await apply(console, 1, sampleProfile());
    await until(() => registry().version === 1);
    expect(registry().current().unit('522730-water')?.kind).toBe('department');
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
    await apply(console, 2, { ...sampleProfile(), ratingWindow: '9 natural-day' });
    await until(() => registry().version === 2);
    expect(registry().current().ratingWindow).toEqual({ amount: 9, unit: 'natural-day' });
  });

  it('reaches another instance that never sees the event', async () => {
    const second = await start(reader, { GW_CONSUMERS: 'off', GW_INSTANCE: 'second' });
    await apply(console, 3, sampleProfile());
    await until(() => second.app.get(Registry).version === 3);
    await second.stop();
  });

  it('is not replaced by one that cannot be believed', async () => {
    handOut({ version: 9, digest: 'f'.repeat(64), document: sampleProfile() });
    await heard(9);
    await delay(1_500);
    expect(registry().version).toBe(3);
    const broken: Partial<ProfileDocument> = { ...sampleProfile(), routes: [] };
    await apply(console, 4, broken as ProfileDocument);
    await delay(1_500);
    expect(registry().version).toBe(3);
  });

  it('stays in force while the console is away, also after a restart', async () => {
    await apply(console, 5, sampleProfile());
    await until(() => registry().version === 5);
    await Promise.all([service.stop(), console.stop()]);
    service = await start(reader);
    expect(registry().version).toBe(5);
    expect(registry().current().gridAt(0.5, 0.5)?.code).toBe('522730001001001');
  });

  it('is asked for again when newer rules refuse the copy an older build kept', async () => {
    console = await start(publisher);
    await service.app.get(DataSource).query(`update profile_copy set document = document - 'routes', version = 4`);
    await service.stop();
    service = await start(reader);
    await until(() => registry().version === 5);
  });
});

const registry = (): Registry => service.app.get(Registry);

const heard = (version: number): Promise<unknown> =>
  service.app.get(DataSource).query('update profile_copy set wanted = $1', [version]);

async function start(definition: ServiceDefinition, more: Record<string, string> = {}): Promise<RunningService> {
  const examples = Object.entries(COMMON_SETTINGS).map(([key, { example }]) => [key, example] as const);
  return startService(definition, {
    ...Object.fromEntries(examples.filter(([key]) => key !== 'GW_OTLP_URL')),
    GW_DATABASE_URL: database.url(definition.schema as 'dispatch'),
    GW_NATS_URL: bus.url,
    GW_NATS_USER: bus.user,
    GW_NATS_PASSWORD: bus.password,
    GW_PORT: '0',
    GW_LOG_LEVEL: 'fatal',
    GW_URL_CONSOLE: console?.url ?? 'http://127.0.0.1:9',
    ...more,
  });
}

async function until(check: () => boolean, withinMs = 20_000): Promise<void> {
  for (const end = Date.now() + withinMs; !check(); await delay(25)) {
    if (Date.now() > end) throw new Error(`did not come true in ${withinMs} ms: ${check.toString()}`);
  }
}
