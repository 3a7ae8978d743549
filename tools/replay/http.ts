import { setTimeout as delay } from 'node:timers/promises';

export interface Request {
  readonly method: 'GET' | 'POST';
  /** From the origin, with its query. */
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** How long a service may stay away before a line is given up. */
const PATIENCE_MS = 120_000;
const ANSWER_WITHIN_MS = 30_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
/** Answers that say: later. Every request here may be repeated, by its key or by its version. */
const LATER = new Set([429, 502, 503, 504]);

/** The public faces of an installation, patient with services that come and go. */
export class Faces {
  /** How often each status was answered; `none` counts broken connections. */
  readonly answers = new Map<string, number>();

  constructor(readonly origin: string) {}

  /** Sends until somebody answers it. @throws Error when nobody does for two minutes */
  async send<T>(request: Request): Promise<Answer<T>> {
    const until = Date.now() + PATIENCE_MS;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      const answer = await this.attempt<T>(request);
      this.told(request, answer);
      if (answer && !LATER.has(answer.status)) return answer;
      if (Date.now() > until)
        throw new Error(`${request.method} ${request.path}: ${answer?.status ?? 'no answer'} for 120 s`);
      await delay(pause);
    }
  }

  protected async attempt<T>({ method, path, body, headers }: Request): Promise<Answer<T> | undefined> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    try {
      const response = await fetch(this.origin + path, {
        method,
        headers: { ...json, ...headers },
        ...content,
        signal,
      });
      return { status: response.status, body: parsed(await response.text()) as T, headers: response.headers };
    } catch {
      return undefined;
    }
  }

  /** Every attempt's answer, or that there was none. */
  protected told(_request: Request, answer: Answer<unknown> | undefined): void {
    const status = String(answer?.status ?? 'none');
    this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
  }
}

/** JSON, or the text that is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}

/** An answer that was not expected, with the problem's code and fields. */
export function refusal(what: string, { status, body }: Answer<unknown>): Error {
  const { code, detail, errors } = body as { code?: string; detail?: string; errors?: unknown };
  const fields = errors === undefined ? '' : ` ${JSON.stringify(errors)}`;
  return new Error(`${what}: ${status} ${code ?? ''} ${detail ?? ''}${fields}`.slice(0, 500));
}

const SLOWEST_LOOK_MS = 1_000;

/** Looks again, ever more slowly, until it is so. @throws Error with the last look after two minutes */
export async function until<T>(what: string, look: () => Promise<T>, isSo: (seen: T) => boolean): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (let pause = 2 * FIRST_PAUSE_MS; ; pause = Math.min(1.5 * pause, SLOWEST_LOOK_MS)) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (Date.now() > end)
      throw new Error(`waited 120 s in vain for ${what}; last: ${(JSON.stringify(seen) ?? 'nothing').slice(0, 300)}`);
    await delay(pause);
  }
}
