import '../register.mjs';

/** One PostgreSQL and one nats-server for the whole run of integration tests. */
export default async function setUp() {
  const { startTestServers } = await import('../../libs/testing/src/test-servers.ts');
  globalThis.gridwhistleServers = await startTestServers();
}
