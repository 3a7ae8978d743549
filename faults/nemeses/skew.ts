import { setTimeout as delay } from 'node:timers/promises';
import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import { byItself, type Nemesis } from './nemesis.js';

const WITH_WRONG_CLOCK_MS = 10_000;
const HOUR_MS = 3_600_000;
const WAYS = [
  { way: 'ahead', off: HOUR_MS },
  { way: 'behind', off: -HOUR_MS },
] as const;

/** Every clock that the process can read is an hour off; what the database says is not. */
const skewed = (service: ServiceName, { way, off }: (typeof WAYS)[number]): Nemesis => ({
  name: `${service}-clock-${way}`,
  kind: `clock an hour ${way}`,
  about: `one of two instances of ${service} on a machine whose clock is an hour ${way}; the other one is then killed`,
  instances: { count: 2, of: [service] },
  inject: async ({ world }) => {
    const [one, other] = [world.instance(service, 1), world.instance(service, 2)];
    one.extra['NODE_OPTIONS'] = `--import ${new URL(`wrong-clock.mjs?off=${off}`, import.meta.url).href}`;
    await one.part.restart();
    await other.part.kill();
    await delay(WITH_WRONG_CLOCK_MS);
    delete one.extra['NODE_OPTIONS'];
    await one.part.restart();
    return byItself;
  },
});

export const SKEW_TABLE: readonly Nemesis[] = WAYS.flatMap((way) => SERVICES.map((service) => skewed(service, way)));
