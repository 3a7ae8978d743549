import { setTimeout as delay } from 'node:timers/promises';
import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import { pick } from '../../tools/replay/random.js';
import type { Instance } from '../world/instance.js';
import { byItself, type Nemesis, type Theatre } from './nemesis.js';

/** Longer than every lock, lease and window: relay sessions, acknowledgements and pins all live about five seconds. */
const PAUSE_SECONDS = 12;
const KILLS = 3;
const BETWEEN_MS = 1_200;
const DOWN_MS = 6_000;

type Act = (instances: readonly Instance[], theatre: Theatre) => Promise<void>;

/** `kill -9`, several times at random moments: now and then between two steps that belong together. */
const kill: Act = async (instances, { dice }) => {
  for (let nth = 0; nth < KILLS; nth++) {
    await Promise.all(instances.map(({ part }) => part.kill()));
    await delay(BETWEEN_MS + dice() * BETWEEN_MS);
  }
};

const pause: Act = async (instances) => {
  await Promise.all(instances.map(({ part }) => part.pause(PAUSE_SECONDS)));
};

const restart: Act = async (instances) => {
  await Promise.all(instances.map(({ part }) => part.restart()));
};

/** Away for longer than a restart takes. */
const away: Act = async (instances) => {
  await Promise.all(instances.map(({ part }) => part.killForGood()));
  await delay(DOWN_MS);
  await Promise.all(instances.map(({ part }) => part.start()));
};

interface Way {
  readonly name: string;
  readonly about: string;
  readonly act: Act;
}

const WAYS: readonly Way[] = [
  { name: 'killed', about: 'killed (-9) some times', act: kill },
  { name: 'paused', about: `stopped for ${PAUSE_SECONDS} s, longer than every lock and window`, act: pause },
  { name: 'restarted', about: 'restarted', act: restart },
];

/** One service, with one instance or with two of which one is hit. */
function single(service: ServiceName, { name, about, act }: Way, count: 1 | 2): Nemesis {
  return {
    name: `${service}-${name}${count === 2 ? '-of-two' : ''}`,
    kind: `service ${name}, ${count === 2 ? 'one of two instances' : 'alone'}`,
    about: `${service} ${about}${count === 2 ? ', another instance runs' : ''}`,
    instances: { count, of: [service] },
    inject: async (theatre) => {
      const { world, say, dice } = theatre;
      const victim = pick(world.instancesOf(service), dice());
      say(`  ${victim.name}`);
      await act([victim], theatre);
      return byItself;
    },
  };
}

/** Two services at once, all their instances. */
function pair(services: readonly ServiceName[], { name, about, act }: Way, count: 1 | 2): Nemesis {
  return {
    name: `${services.join('-and-')}-${name}${count === 2 ? '-of-two' : ''}`,
    kind: `two services ${name}, ${count === 2 ? 'two instances each' : 'one instance each'}`,
    about: `${services.join(' and ')} ${about} together${count === 2 ? ', one instance of each and then the other' : ''}`,
    instances: { count, of: services },
    inject: async (theatre) => {
      const { world } = theatre;
      for (const nth of count === 2 ? ([0, 1] as const) : ([0] as const)) {
        await act(
          services.flatMap((service) => world.instancesOf(service)[nth] ?? []),
          theatre,
        );
      }
      return byItself;
    },
  };
}

const PAIRS = SERVICES.flatMap((one, index) => SERVICES.slice(index + 1).map((other) => [one, other] as const));

const everything: Nemesis = {
  name: 'all-killed',
  kind: 'all services killed',
  about: 'every instance of every service killed (-9) at once',
  inject: async ({ world }) => {
    await Promise.all(world.instances.map(({ part }) => part.kill()));
    return byItself;
  },
};

const gone = (service: ServiceName): Nemesis => ({
  name: `${service}-away`,
  kind: 'service away',
  about: `${service} killed and away for ${DOWN_MS / 1000} s`,
  instances: { count: 1, of: [service] },
  inject: async (theatre) => {
    await away([theatre.world.instance(service)], theatre);
    return byItself;
  },
});

export const KILLS_TABLE: readonly Nemesis[] = [
  ...WAYS.flatMap((way) =>
    ([1, 2] as const).flatMap((count) => SERVICES.map((service) => single(service, way, count))),
  ),
  ...WAYS.flatMap((way) => ([1, 2] as const).flatMap((count) => PAIRS.map((services) => pair(services, way, count)))),
  ...SERVICES.map(gone),
  everything,
];
