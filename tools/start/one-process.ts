import { definition as assessment } from '@gridwhistle/assessment';
import { definition as console } from '@gridwhistle/console';
import { definition as dispatch } from '@gridwhistle/dispatch';
import { definition as escalation } from '@gridwhistle/escalation';
import { definition as hotlineBridge } from '@gridwhistle/hotline-bridge';
import { definition as intake } from '@gridwhistle/intake';
import type { ServiceName } from '@gridwhistle/kernel';
import { startService, type RunningService } from '@gridwhistle/platform';

/** All services in this process, for small machines: the same code, settings and ports as with a process each. */
const settings = JSON.parse(process.env['GW_ONE_PROCESS'] ?? '{}') as Record<ServiceName, Record<string, string>>;
const running: RunningService[] = [];
/** The others ask the console for the profile and the keys of tokens. */
const consoleFirst = [console, intake, dispatch, escalation, hotlineBridge, assessment];

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());

for (const definition of consoleFirst) running.push(await startService(definition, settings[definition.name]));

async function stop(): Promise<void> {
  const ends = await Promise.allSettled(running.map((service) => service.stop()));
  process.exit(ends.every((end) => end.status === 'fulfilled') ? 0 : 1);
}
