import { setTimeout as delay } from 'node:timers/promises';
import { startService } from '@gridwhistle/platform';
import { dispatch, Orders } from './dispatch-service.js';
import { escalation } from './escalation-service.js';

/** Started as a process by crash.int.spec.ts: a service that works until it is killed. */
const { CRASH_ROLE: role, CRASH_ORDERS: orders, ...env } = process.env;
const service = await startService(role === 'owner' ? dispatch : escalation, env);
process.stdout.write('ready\n');
const write = async (id: string): Promise<void> => {
  for (;;) {
    await service.app.get(Orders).progress(id);
    await delay(1);
  }
};
if (role === 'owner') await Promise.all((orders ?? '').split(',').map(write));
