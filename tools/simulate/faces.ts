import { Pool } from 'undici';
import { Faces, parsed, type Answer, type Request } from '../replay/http.js';

const CONNECTIONS = 200;
const ANSWER_WITHIN_MS = 60_000;

/** The public faces over kept connections, as lean as a client can be. */
export class QuickFaces extends Faces {
  private readonly pool: Pool;

  constructor(origin: string) {
    super(origin);
    const timeouts = { headersTimeout: ANSWER_WITHIN_MS, bodyTimeout: ANSWER_WITHIN_MS };
    this.pool = new Pool(origin, { connections: CONNECTIONS, ...timeouts });
  }

  protected override async attempt<T>({ method, path, body, headers }: Request): Promise<Answer<T> | undefined> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const content = body === undefined ? null : JSON.stringify(body);
    try {
      const answer = await this.pool.request({ method, path, body: content, headers: { ...json, ...headers } });
      const text = await answer.body.text();
      const told = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
      return { status: answer.statusCode, body: parsed(text) as T, headers: new Headers(told) };
    } catch {
      return undefined;
    }
  }
}
