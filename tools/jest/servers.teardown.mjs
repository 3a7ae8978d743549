export default async function tearDown() {
  await globalThis.gridwhistleServers?.stop();
}
