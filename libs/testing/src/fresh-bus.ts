import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { natsContainer } from './containers.js';
import { scratchFolder } from './servers/scratch.js';
import { startNats } from './servers/nats.js';
import { freePort } from './servers/ports.js';
import { testServers } from './test-servers.js';

/** A nats-server of its own for a test file: no stream, no durable, nobody else's events. */
export interface FreshBus {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Stops the server; clients see it vanish. */
  pause(): Promise<void>;
  /** Starts it again at the same address; `empty` forgets every stream, as after the loss of its disk. */
  resume(options?: { empty?: boolean }): Promise<void>;
  /** Where a paused server keeps its streams, to be copied and put back; undefined in a container. */
  readonly store?: string;
  /** Stops it for good and removes its files. */
  stop(): Promise<void>;
}

/** Starts a private nats-server with JetStream (about 60 ms). */
export async function freshBus(): Promise<FreshBus> {
  const user = 'gridwhistle';
  const password = randomBytes(12).toString('hex');
  return testServers().nats === 'docker' ? containedBus(user, password) : embeddedBus(user, password);
}

async function embeddedBus(user: string, password: string): Promise<FreshBus> {
  const scratch = scratchFolder('nats');
  const options = {
    storeDir: `${scratch}/store`,
    port: await freePort(),
    user,
    password,
    logFile: `${scratch}/nats.log`,
  };
  let server = await startNats({ ...options, scratch });
  return {
    url: server.url,
    user,
    password,
    store: options.storeDir,
    pause: () => server.stop(),
    async resume({ empty = false } = {}) {
      if (empty) rmSync(options.storeDir, { recursive: true, force: true });
      server = await startNats({ ...options, scratch });
    },
    async stop() {
      await server.stop();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

async function containedBus(user: string, password: string): Promise<FreshBus> {
  const port = await freePort();
  let container = await natsContainer(port, user, password);
  return {
    url: `nats://${container.getHost()}:${port}`,
    user,
    password,
    pause: async () => void (await container.stop({ remove: false })),
    async resume({ empty = false } = {}) {
      if (!empty) return container.restart();
      await container.stop();
      container = await natsContainer(port, user, password);
    },
    stop: async () => void (await container.stop()),
  };
}
