import { randomUUID } from 'node:crypto';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: T;
  etag: string | null;
  headers: Headers;
}

export interface Problem {
  code: string;
  status: number;
  title: string;
  errors?: { field?: string; message: string }[];
}

const BUSY_TRIES = 10;

/** One caller of the public faces: a person with a token, or nobody in particular. */
export class Caller {
  constructor(
    private readonly origin: string,
    private readonly token?: string,
  ) {}

  get<T = Record<string, unknown>>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.send<T>('GET', path, undefined, headers);
  }

  /** A creation: with an idempotency key, a fresh one unless given. */
  create<T = Record<string, unknown>>(path: string, body: object, key: string = randomUUID()): Promise<Answer<T>> {
    return this.send<T>('POST', path, body, { 'idempotency-key': key });
  }

  /** An act on what is there: reads the resource's ETag first, as a careful client does, and again when it was overtaken. */
  async act<T = Record<string, unknown>>(resource: string, act: string, body: object = {}): Promise<Answer<T>> {
    for (let attempt = 1; ; attempt++) {
      const before = await this.get(resource);
      if (before.status !== 200) return before as unknown as Answer<T>;
      const answer = await this.send<T>('POST', `${resource}/${act}`, body, { 'if-match': before.etag ?? '' });
      if (answer.status !== 412 || attempt === 5) return answer;
    }
  }

  /** Whoever is told that the system is busy comes again when it says, as every careful client does. */
  async send<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.sendOnce<T>(method, path, body, headers);
      const after = Number(answer.headers.get('retry-after'));
      if (answer.status !== 503 || !after || attempt === BUSY_TRIES) return answer;
      await new Promise((wake) => setTimeout(wake, after * 1000));
    }
  }

  private async sendOnce<T>(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.origin}${path.startsWith('/api') ? path : `/api/v1${path}`}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed = (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : { text }) as T;
    return { status: response.status, body: parsed, etag: response.headers.get('etag'), headers: response.headers };
  }
}

/** Asks again until the answer is what is waited for; fails with the last answer. */
export async function eventually<T>(ask: () => Promise<T>, isIt: (value: T) => boolean, seconds = 20): Promise<T> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const value = await ask();
    if (isIt(value)) return value;
    if (Date.now() > until)
      throw new Error(`waited ${seconds} s in vain; last: ${JSON.stringify(value).slice(0, 2000)}`);
    await new Promise((wake) => setTimeout(wake, 100));
  }
}
