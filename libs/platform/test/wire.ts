import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire to a server that can fail in the ways of wires. */
export interface Wire {
  readonly url: URL;
  /** Every connection breaks and new ones are refused, until it is mended. */
  cut(): void;
  /** Nothing passes any more, and nobody is told: what is connected now stays dead, new connections until mended. */
  freeze(): void;
  /** The answer to what holds these words gets lost, and all that follows on that connection. */
  loseAnswerTo(words: string): void;
  mend(): void;
  close(): void;
}

interface Pair {
  readonly client: Socket;
  readonly upstream: Socket;
  frozen: boolean;
}

export async function wireTo(target: URL): Promise<Wire> {
  const pairs = new Set<Pair>();
  let state: 'whole' | 'cut' | 'frozen' = 'whole';
  let losing: string | undefined;
  const server = createServer((client) => {
    if (state === 'cut') return client.destroy();
    const pair = { client, upstream: connect(Number(target.port), target.hostname), frozen: state === 'frozen' };
    join(pair, () => losing, pairs);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cut = (): void => {
    state = 'cut';
    pairs.forEach(({ client, upstream }) => (client.destroy(), upstream.destroy()));
  };
  const freeze = (): void => {
    state = 'frozen';
    pairs.forEach((pair) => (pair.frozen = true));
  };
  const mend = (): void => {
    state = 'whole';
    losing = undefined;
  };
  return { url, cut, freeze, mend, loseAnswerTo: (words) => (losing = words), close: () => (cut(), server.close()) };
}

/** Passes on what comes; when one end goes, the other goes, unless the wire between them is dead. */
function join(pair: Pair, losing: () => string | undefined, pairs: Set<Pair>): void {
  pairs.add(pair);
  const { client, upstream } = pair;
  client.on('data', (chunk) => {
    if (!pair.frozen) upstream.write(chunk);
    const words = losing();
    if (words !== undefined && chunk.includes(words)) pair.frozen = true;
  });
  upstream.on('data', (chunk) => void (pair.frozen || client.write(chunk)));
  for (const [socket, peer] of [[client, upstream] as const, [upstream, client] as const]) {
    socket.on('error', () => undefined);
    socket.on('close', () => {
      pairs.delete(pair);
      if (!pair.frozen) peer.destroy();
    });
  }
}
