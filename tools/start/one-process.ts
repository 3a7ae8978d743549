import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import { startService, type RunningService, type ServiceDefinition } from '@gridwhistle/platform';

/** All services in this process, for small machines: the same code, settings and ports as with a process each. */
const settings = JSON.parse(process.env['GW_ONE_PROCESS'] ?? '{}') as Record<ServiceName, Record<string, string>>;
const running: RunningService[] = [];
/** The others ask the console for the profile and the keys of tokens. */
const consoleFirst: ServiceName[] = ['console', ...SERVICES.filter((name) => name !== 'console')];

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());

for (const name of consoleFirst) {
  const { definition } = (await import(`@gridwhistle/${name}`)) as { definition: ServiceDefinition };
  running.push(await startService(definition, settings[name]));
}

async function stop(): Promise<void> {
  const ends = await Promise.allSettled(running.map((service) => service.stop()));
  process.exit(ends.every((end) => end.status === 'fulfilled') ? 0 : 1);
}
