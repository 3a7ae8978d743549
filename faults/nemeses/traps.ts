import { setTimeout as delay } from 'node:timers/promises';
import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import { shuffled } from '../../tools/replay/random.js';
import type { Instance } from '../world/instance.js';
import type { Link } from '../world/link.js';
import { byItself, Missed, type Nemesis, type Theatre } from './nemesis.js';

const WITHIN_MS = 8_000;
const TIMES = 3;
/** One who has nothing to say just then is no loss; with fewer than these the fault was not made. */
const LEAST = 2;
/** Who publishes in every minute of the load. */
const PUBLISHERS: readonly ServiceName[] = ['intake', 'dispatch', 'hotline-bridge'];

/** The relay's statement that deletes outbox rows after the stream has their events. */
const SETTLE = 'gw_relay_settle';
/** The acknowledgement of a message; the beats of work in hand are another word. */
const ACKNOWLEDGED = '+ACK';

/**
 * Kills an instance at the very moment at which it sends certain bytes, which then never arrive: what it did before has
 * happened, what the bytes would have done has not.
 */
async function killAt(
  instances: readonly Instance[],
  linkOf: (one: Instance) => Link,
  bytes: string,
): Promise<boolean> {
  const caught = await Promise.race([
    ...instances.map((one) =>
      linkOf(one)
        .holdBack((chunk) => chunk.includes(bytes))
        .then(() => one),
    ),
    delay(WITHIN_MS).then(() => undefined),
  ]);
  await caught?.part.kill();
  instances.forEach((one) => linkOf(one).restore());
  return caught !== undefined;
}

interface Moment {
  readonly name: string;
  readonly about: string;
  readonly linkOf: (one: Instance) => Link;
  readonly bytes: string;
  readonly services: readonly ServiceName[];
}

function trap({ name, about, linkOf, bytes, services }: Moment, count: 1 | 2): Nemesis {
  const strike = async (service: ServiceName, { world, say }: Theatre): Promise<boolean> => {
    await world.scale([service], count);
    const sprung = await killAt(world.instancesOf(service), linkOf, bytes);
    say(`  ${service}: ${sprung ? 'killed at the moment' : 'it did not come to that moment'}`);
    if (sprung) await delay(1_000);
    return sprung;
  };
  return {
    name: `${name}${count === 2 ? '-of-two' : ''}`,
    kind: about,
    about: `a service killed ${about}${count === 2 ? ', another instance runs' : ''}`,
    inject: async (theatre) => {
      let sprung = 0;
      for (const service of shuffled(services, theatre.dice)) {
        if (sprung < TIMES && (await strike(service, theatre))) sprung += 1;
      }
      if (sprung < LEAST) throw new Missed(`the trap sprung ${sprung} times, not ${LEAST}`);
      return byItself;
    },
  };
}

const publish: Moment = {
  name: 'killed-before-delete',
  about: 'between publish and delete',
  linkOf: (one) => one.postgres,
  bytes: SETTLE,
  services: PUBLISHERS,
};
const effect: Moment = {
  name: 'killed-before-ack',
  about: 'between effect and acknowledgement',
  linkOf: (one) => one.nats,
  bytes: ACKNOWLEDGED,
  services: SERVICES,
};

export const TRAPS_TABLE: readonly Nemesis[] = [trap(publish, 1), trap(publish, 2), trap(effect, 1), trap(effect, 2)];
