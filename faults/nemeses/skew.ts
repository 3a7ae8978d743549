import { setTimeout as delay } from 'node:timers/promises';
import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import { pick } from '../../tools/replay/random.js';
import { byItself, type Nemesis } from './nemesis.js';

const WITH_WRONG_CLOCK_MS = 10_000;

/** Every clock that the process can read is an hour ahead; what the database says is not. */
const skewed: Nemesis = {
  name: 'clock-off',
  kind: 'clock an hour off',
  about: "one of two instances whose machine's clock is an hour ahead; the other one is then killed",
  inject: async ({ world, dice, say }) => {
    const service: ServiceName = pick(
      SERVICES.filter((name) => name !== 'console'),
      dice(),
    );
    await world.scale([service], 2);
    const [one, other] = [world.instance(service, 1), world.instance(service, 2)];
    say(`  ${one.name}`);
    one.extra['NODE_OPTIONS'] = `--import ${new URL('ahead.mjs', import.meta.url).href}`;
    await one.part.restart();
    await other.part.kill();
    await delay(WITH_WRONG_CLOCK_MS);
    delete one.extra['NODE_OPTIONS'];
    await one.part.restart();
    return byItself;
  },
};

export const SKEW_TABLE: readonly Nemesis[] = [skewed];
