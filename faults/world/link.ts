import { connect, createServer, type Server, type Socket } from 'node:net';

type Direction = 'to-server' | 'to-client';

/** Where a link leads; loopback when no host is named. */
export interface Target {
  readonly port: number;
  readonly host?: string;
}

/** A target that says nothing for so long is passed over: its network may be down. */
const TARGET_WITHIN_MS = 1_000;

/** Something to happen when certain bytes pass from client to server: they are held back, with all that follow. */
interface Trap {
  readonly fits: (chunk: Buffer) => boolean;
  readonly sprung: () => void;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** Nothing passes any more, in neither direction; `for-good`: nor is either side told when the other one ends. */
  silent: false | 'until-closed' | 'for-good';
}

/**
 * A TCP link that somebody's connections go through: it can be cut, refuse, fall silent without closing anything, and
 * hold back chosen bytes. With several targets new connections go round among those that answer.
 */
export class Link {
  private readonly pairs = new Set<Pair>();
  private refusing = false;
  private trap: Trap | undefined;

  private constructor(
    private readonly server: Server,
    readonly port: number,
    private readonly targets: () => readonly Target[],
    /** Each link begins at another one. */
    private next = port,
  ) {
    server.on('connection', (client) => this.accept(client));
  }

  static async open(port: number, targets: () => readonly Target[]): Promise<Link> {
    const server = createServer({ pauseOnConnect: true, noDelay: true });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return new Link(server, port, targets);
  }

  get connections(): number {
    return this.pairs.size;
  }

  /** Ends every connection and refuses new ones. */
  refuse(): void {
    this.refusing = true;
    this.cut();
  }

  /** Ends every connection; new ones work. */
  cut(): void {
    for (const { client, server } of this.pairs) {
      client.destroy();
      server.destroy();
    }
  }

  /** The connections there are stay open for ever and carry nothing any more; new ones work: half-open connections. */
  silence(): void {
    for (const pair of this.pairs) pair.silent = 'for-good';
  }

  /** Works again; connections that fell silent stay so. */
  restore(): void {
    this.refusing = false;
    this.trap = undefined;
  }

  /** Holds back the first chunk to the server that fits, for good, and tells it. */
  holdBack(fits: (chunk: Buffer) => boolean): Promise<void> {
    return new Promise((sprung) => (this.trap = { fits, sprung }));
  }

  async close(): Promise<void> {
    this.refuse();
    await new Promise<void>((closed) => void this.server.close(() => closed()));
  }

  private accept(client: Socket): void {
    client.on('error', () => client.destroy());
    if (this.refusing) return void client.destroy();
    const targets = this.targets();
    this.next += 1;
    this.join(
      client,
      [...targets.keys()].map((n) => targets[(n + this.next) % targets.length] as Target),
    );
  }

  /** Joins the client to the first target that answers. */
  private join(client: Socket, [target, ...others]: readonly Target[]): void {
    if (target === undefined || client.destroyed) return void client.destroy();
    const server = connect({ port: target.port, host: target.host ?? '127.0.0.1', noDelay: true });
    const failed = (): void => this.join(client, others);
    const late = setTimeout(() => server.destroy(new Error('no answer')), TARGET_WITHIN_MS);
    server.once('close', () => clearTimeout(late));
    server.once('error', failed);
    server.once('connect', () => {
      clearTimeout(late);
      server.off('error', failed);
      this.pipe({ client, server, silent: false });
    });
  }

  private pipe(pair: Pair): void {
    const { client, server } = pair;
    this.pairs.add(pair);
    this.forward(pair, client, server, 'to-server');
    this.forward(pair, server, client, 'to-client');
    if (this.refusing) this.cut();
  }

  private forward(pair: Pair, from: Socket, to: Socket, direction: Direction): void {
    from.on('data', (chunk: Buffer) => {
      // What a silent connection still brings is read and dropped, so that neither side sees its window fill up.
      if (pair.silent || (direction === 'to-server' && this.springs(pair, chunk))) return;
      if (!to.write(chunk)) from.pause();
    });
    to.on('drain', () => from.resume());
    from.on('error', () => from.destroy());
    from.on('end', () => pair.silent === 'for-good' || to.end());
    from.on('close', () => {
      if (pair.silent !== 'for-good') to.destroy();
      if (to.destroyed) this.pairs.delete(pair);
    });
    from.resume();
  }

  private springs(pair: Pair, chunk: Buffer): boolean {
    const { trap } = this;
    if (!trap?.fits(chunk)) return false;
    this.trap = undefined;
    pair.silent = 'until-closed';
    trap.sprung();
    return true;
  }
}
