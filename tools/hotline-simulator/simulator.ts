import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Exchange, type CallBack, type PlatformAnswer, type WorkOrder } from './exchange.js';
import { Inbox, type ForeignMessage, type HotlineMessage } from './inbox.js';

export interface SimulatorOptions {
  /** Secret shared with the platform (GW_HOTLINE_SECRET). */
  secret: string;
  /** Base URL of the platform, the edge or the bridge itself; a function where it is known only later. */
  platformUrl: string | (() => string);
  /** 0 (the default) takes a free one. */
  port?: number;
  /** How long a work order or call-back is sent again while the platform is away; 0 by default. */
  patienceMs?: number;
}

/** A 12345 platform for tests and the replay: sends work orders and call-backs, receives the platform's messages. */
export interface HotlineSimulator {
  /** Its base URL: the platform's GW_HOTLINE_URL. */
  readonly url: string;
  /** Cuts every connection of the platform from now on. */
  off(): void;
  on(): void;
  /** Answers every message with this status, until `on()`. */
  answerWith(status: number): void;
  sendOrder(order: WorkOrder, messageId?: string): Promise<PlatformAnswer>;
  sendCallBack(callBack: CallBack, messageId?: string): Promise<PlatformAnswer>;
  /** An urge or a withdrawal. */
  sendAbout(number: string, what: 'urges' | 'withdrawal', reason: string, messageId?: string): Promise<PlatformAnswer>;
  /** A message in a platform's own format: as JSON, or with `form` as a form. */
  sendAs(platform: string, what: PlatformMessage, theirs: object, how?: HowSent): Promise<PlatformAnswer>;
  askState(number: string): Promise<PlatformAnswer>;
  /** What arrived, each message once, in the order of arrival. */
  inbox(number?: string): HotlineMessage[];
  /** What arrived in a platform's own format. */
  foreign(): ForeignMessage[];
  /** Attempts beside those: `repeats` of known messages, `refused` for their signature. */
  counts(): { repeats: number; refused: number };
  stop(): Promise<void>;
}

export type PlatformMessage = 'orders' | 'call-backs' | 'urges' | 'withdrawals';

export interface HowSent {
  form?: boolean;
  messageId?: string;
}

export async function startHotlineSimulator(options: SimulatorOptions): Promise<HotlineSimulator> {
  const hotline = new Hotline(options);
  const server = createServer((request, response) => void hotline.serve(request, response));
  await new Promise<void>((done) => server.listen(options.port ?? 0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(hotline.faces(), { url, stop: () => stop(server) });
}

/** 200 works, 0 cuts the connection, anything else is answered as it is. */
const WORKS = 200;
const CUT = 0;

class Hotline {
  private readonly letters = new Inbox();
  private readonly exchange: Exchange;
  private behaviour = WORKS;

  constructor({ secret, platformUrl, patienceMs }: SimulatorOptions) {
    this.exchange = new Exchange(
      secret,
      typeof platformUrl === 'string' ? () => platformUrl : platformUrl,
      patienceMs ?? 0,
    );
  }

  faces(): Omit<HotlineSimulator, 'url' | 'stop'> {
    return {
      off: () => void (this.behaviour = CUT),
      on: () => void (this.behaviour = WORKS),
      answerWith: (status) => void (this.behaviour = status),
      sendOrder: (order, messageId) => this.exchange.send('POST', '/orders', order, messageId),
      sendCallBack: (said, messageId) => this.sendCallBack(said, messageId),
      sendAbout: (number, what, reason, messageId) =>
        this.exchange.send('POST', `/orders/${encodeURIComponent(number)}/${what}`, { number, reason }, messageId),
      sendAs: (platform, what, theirs, { form, messageId } = {}) => {
        const path = `/platforms/${platform}/${what}`;
        return form
          ? this.exchange.sendForm(path, theirs as Record<string, string>, messageId)
          : this.exchange.send('POST', path, theirs, messageId);
      },
      askState: (number) => this.exchange.send('GET', `/orders/${encodeURIComponent(number)}`),
      inbox: (number) => this.letters.list(number),
      foreign: () => [...this.letters.foreign.values()],
      counts: () => ({ repeats: this.letters.repeats, refused: this.letters.refused }),
    };
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://hotline');
      const body = await text(request);
      if (request.method === 'POST' && !pathname.startsWith('/control/')) {
        return this.receive(request, response, body, pathname);
      }
      const answer = await this.control(`${request.method} ${pathname}`, searchParams, body);
      reply(response, answer === undefined ? 404 : 200, answer ?? { error: 'unknown address' });
    } catch (error) {
      if (!response.headersSent)
        reply(response, 400, { error: error instanceof Error ? error.message : 'bad request' });
    }
  }

  private receive(request: IncomingMessage, response: ServerResponse, body: string, path: string): void {
    if (this.behaviour === CUT) return void request.socket.destroy();
    if (this.behaviour !== WORKS) return reply(response, this.behaviour, { error: 'as it was told' });
    const isNew = path === '/messages' ? this.take(request, body) : this.takeForeign(request, body, path);
    if (isNew === undefined) {
      this.letters.refused += 1;
      return reply(response, 401, { error: 'not signed with the shared secret' });
    }
    reply(response, 200, { received: true, repeated: !isNew });
  }

  /** Whether the message is new; undefined when it is not signed. */
  private take(request: IncomingMessage, body: string): boolean | undefined {
    const message = this.exchange.read(request, body);
    return message && this.letters.take(message);
  }

  private takeForeign(request: IncomingMessage, text: string, path: string): boolean | undefined {
    const body = this.exchange.verified(request, text) as ForeignMessage['body'] | undefined;
    return body && this.letters.takeForeign(String(request.headers['webhook-id']), { path, body });
  }

  private async control(route: string, query: URLSearchParams, body: string): Promise<object | undefined> {
    const faces = this.faces();
    if (route === 'GET /inbox') return { messages: faces.inbox(query.get('number') ?? undefined), ...faces.counts() };
    if (route === 'POST /control/off') return this.behave(CUT);
    if (route === 'POST /control/on') return this.behave(WORKS);
    if (route === 'POST /control/orders') return faces.sendOrder(JSON.parse(body) as WorkOrder);
    if (route === 'POST /control/call-backs') return faces.sendCallBack(JSON.parse(body) as CallBack);
    const [, number] = /^GET \/control\/orders\/([^/]+)$/.exec(route) ?? [];
    return number === undefined ? undefined : faces.askState(decodeURIComponent(number));
  }

  private behave(behaviour: number): object {
    this.behaviour = behaviour;
    return { on: behaviour === WORKS };
  }

  private sendCallBack(said: CallBack, messageId?: string): Promise<PlatformAnswer> {
    return this.exchange.send('POST', `/orders/${encodeURIComponent(said.number)}/call-backs`, said, messageId);
  }
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((done) => void server.close(() => done()));
}
