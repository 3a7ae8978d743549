import { connect, createServer } from 'node:net';

/** A port on loopback that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** True when nobody listens on the port of loopback. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** The first bytes a server sends to whoever connects; undefined when it does not answer within the time. */
export function greeting(port: number, timeoutMs: number, host = '127.0.0.1'): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: timeoutMs });
    const done = (text?: string) => {
      socket.destroy();
      resolve(text);
    };
    socket.once('data', (data) => done(data.toString('utf8')));
    socket.once('error', () => done());
    socket.once('timeout', () => done());
    socket.once('close', () => done());
  });
}
