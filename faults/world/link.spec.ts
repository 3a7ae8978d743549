import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Link } from './link.js';

const servers: Server[] = [];
const clients: Socket[] = [];
let link: Link;

/** Answers everything with its name before it. */
async function echo(name: string): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => socket.write(`${name}:${data.toString()}`));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  servers.push(server);
  return (server.address() as AddressInfo).port;
}

async function client(): Promise<Socket> {
  const socket = connect(link.port, '127.0.0.1');
  socket.on('error', () => undefined);
  clients.push(socket);
  await once(socket, 'connect');
  return socket;
}

async function ask(socket: Socket, text: string): Promise<string | undefined> {
  socket.write(text);
  const answer = new Promise<string>((come) => socket.once('data', (data: Buffer) => come(data.toString())));
  const ended = new Promise<string>((come) => socket.once('close', () => come('closed')));
  return Promise.race([answer, ended, delay(200).then(() => undefined)]);
}

async function open(...targets: number[]): Promise<void> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  link = await Link.open(port, () => targets.map((port) => ({ port })));
}

afterEach(async () => {
  clients.splice(0).forEach((socket) => socket.destroy());
  await link.close();
  servers.splice(0).forEach((server) => server.close());
});

describe('a link', () => {
  it('goes round among its targets and passes over those that do not answer', async () => {
    const [one, two] = [await echo('one'), await echo('two')];
    await open(one, two, 1);
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(async () => ask(await client(), 'x')));
    expect([...new Set(answers)].sort()).toEqual(['one:x', 'two:x']);
  });

  it('falls silent without closing anything, and new connections work', async () => {
    await open(await echo('a'));
    const old = await client();
    expect(await ask(old, '1')).toBe('a:1');
    link.silence();
    expect(await ask(old, '2')).toBeUndefined();
    expect(old.destroyed).toBe(false);
    expect(await ask(await client(), '3')).toBe('a:3');
  });

  it('refuses, and works again', async () => {
    await open(await echo('a'));
    const old = await client();
    link.refuse();
    expect(await ask(old, '1')).toBe('closed');
    expect(await ask(await client(), '2')).toBe('closed');
    link.restore();
    expect(await ask(await client(), '3')).toBe('a:3');
  });

  it('holds back the bytes it is told to, with all that follow', async () => {
    await open(await echo('a'));
    const socket = await client();
    const held = link.holdBack((chunk) => chunk.includes('delete'));
    expect(await ask(socket, 'insert')).toBe('a:insert');
    expect(await ask(socket, 'delete')).toBeUndefined();
    await held;
    expect(await ask(socket, 'more')).toBeUndefined();
  });
});
