import type { StartedTestContainer } from 'testcontainers';
import { NATS_IMAGE, POSTGRES_IMAGE, dockerAnswers } from './servers/docker.js';

/** A server in a container, as the tests use it. */
export interface ContainerServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Which servers the tests take: GW_TEST_SERVERS=docker or embedded, else Docker where it answers. */
export function wantsDocker(): boolean {
  const wish = process.env['GW_TEST_SERVERS'] ?? '';
  if (!['', 'docker', 'embedded'].includes(wish)) throw new Error('GW_TEST_SERVERS is docker or embedded');
  return wish === 'docker' || (wish === '' && dockerAnswers());
}

/** PostgreSQL in a container; the URL is the superuser's. */
export async function postgresContainer(password: string): Promise<ContainerServer> {
  process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true';
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  const command = ['postgres', '-c', 'fsync=off', '-c', 'max_connections=250', '-c', 'timezone=UTC'];
  const image = new PostgreSqlContainer(POSTGRES_IMAGE).withUsername('postgres').withPassword(password);
  const started = await image.withDatabase('postgres').withCommand(command).start();
  return { url: started.getConnectionUri(), stop: async () => void (await started.stop()) };
}

/** NATS with JetStream in a container that keeps its port, so that it can be stopped and started under its clients. */
export async function natsContainer(port: number, user: string, password: string): Promise<StartedTestContainer> {
  process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true';
  const { GenericContainer, Wait } = await import('testcontainers');
  return new GenericContainer(NATS_IMAGE)
    .withExposedPorts({ container: 4222, host: port })
    .withCommand(['--jetstream', '--user', user, '--pass', password])
    .withWaitStrategy(Wait.forLogMessage('Server is ready'))
    .start();
}
