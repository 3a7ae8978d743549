import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';

export interface Reply<T> {
  readonly status: number;
  readonly body: T;
  readonly retryAfter: number | undefined;
}

const CONNECTIONS = 128;
const ANSWER_WITHIN_MS = 120_000;
const LATER = new Set([429, 503]);
const MOST_REFUSALS = 100;

/** The public API over kept connections, as lean as a client can be. */
export class Api {
  /** How often it was told to come back later. */
  refusals = 0;
  private readonly pool: Pool;

  constructor(origin: string, connections = CONNECTIONS) {
    const timeouts = { headersTimeout: ANSWER_WITHIN_MS, bodyTimeout: ANSWER_WITHIN_MS };
    this.pool = new Pool(origin, { connections, ...timeouts });
  }

  get<T>(path: string, headers: Record<string, string> = {}): Promise<Reply<T>> {
    return this.send('GET', path, null, headers);
  }

  post<T>(path: string, body: object, headers: Record<string, string> = {}): Promise<Reply<T>> {
    return this.send('POST', path, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
  }

  /** Posts as a well-behaved client does: told to come back later, it does. Only for what may be repeated. */
  async insist<T>(path: string, body: object, headers: Record<string, string> = {}): Promise<Reply<T>> {
    for (let attempt = 0; ; attempt++) {
      const answer = await this.post<T>(path, body, headers);
      if (!LATER.has(answer.status) || attempt === MOST_REFUSALS) return answer;
      this.refusals += 1;
      await delay(1000 * (answer.retryAfter ?? 1));
    }
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }

  private async send<T>(
    method: 'GET' | 'POST',
    path: string,
    body: string | null,
    headers: Record<string, string>,
  ): Promise<Reply<T>> {
    const answer = await this.pool.request({ method, path: `/api/v1${path}`, body, headers });
    const text = await answer.body.text();
    const retryAfter = answer.headers['retry-after'];
    return {
      status: answer.statusCode,
      body: (text.startsWith('{') ? JSON.parse(text) : { text }) as T,
      retryAfter: retryAfter === undefined ? undefined : Number(retryAfter),
    };
  }
}
