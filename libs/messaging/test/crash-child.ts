import { setTimeout as delay } from 'node:timers/promises';
import { startService } from '@gridwhistle/platform';
import { dispatch, Orders } from './dispatch-service.js';
import { escalation } from './escalation-service.js';

/** What crash.cluster.spec.ts tells its child, as JSON. */
export interface CrashTask {
  readonly role: 'owner' | 'watcher';
  readonly orders: readonly string[];
  readonly settings: Record<string, string>;
}

/** Started as a process: a service that works until it is killed. */
const { role, orders, settings } = JSON.parse(process.argv[2] ?? '{}') as CrashTask;
const service = await startService(role === 'owner' ? dispatch : escalation, settings);
process.stdout.write('ready\n');
const write = async (id: string): Promise<void> => {
  for (;;) {
    // What a busy database refuses is tried again, as a caller would.
    const pause = await service.app
      .get(Orders)
      .progress(id)
      .then(
        () => 1,
        () => 100,
      );
    await delay(pause);
  }
};
if (role === 'owner') await Promise.all(orders.map(write));
