import { refusal, until, type Answer, type Faces } from './http.js';

/** What has a version: its ETag is the sequence. */
export interface Versioned {
  readonly sequence: number;
}

/** One act on a thing, and how to see whether it is still to be done. */
export interface Step<V> {
  readonly act: string;
  readonly body: object;
  readonly pending: (seen: V) => boolean;
}

/** Told by the ledger when an owner is away: such a copy has no acts and may be old. */
const COPY = 'gw-as-of';
const MOST_OVERTAKEN = 50;
const LONGEST_PAGE = 200;

/** Somebody at the public API: a member of staff with a token, or a reporter without. */
export class Person {
  constructor(
    private readonly faces: Faces,
    private readonly token?: () => Promise<string>,
  ) {}

  /** The same person at another address. */
  at(faces: Faces): Person {
    return new Person(faces, this.token);
  }

  async get<T>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.faces.send<T>({
      method: 'GET',
      path: `/api/v1${path}`,
      headers: { ...headers, ...(await this.sign()) },
    });
  }

  async post<T>(path: string, body: object, headers: Record<string, string> = {}): Promise<Answer<T>> {
    const signed = { ...headers, ...(await this.sign()) };
    return this.faces.send<T>({ method: 'POST', path: `/api/v1${path}`, body, headers: signed });
  }

  /** Every page of a list, or those until `enough`. */
  async list<T>(
    path: string,
    enough: (page: readonly T[]) => boolean = () => false,
    size = LONGEST_PAGE,
  ): Promise<T[]> {
    const all: T[] = [];
    for await (const page of this.pages<T>(path, size)) {
      all.push(...page);
      if (enough(page)) break;
    }
    return all;
  }

  /** The pages of a list one by one, for those that are too long to hold. */
  async *pages<T>(path: string, size = LONGEST_PAGE): AsyncGenerator<readonly T[]> {
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const next: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const answer: Answer<{ items: T[]; next?: string }> = await this.get(
        `${path}${path.includes('?') ? '&' : '?'}limit=${size}${next}`,
      );
      if (answer.status !== 200) throw refusal(path, answer);
      yield answer.body.items;
      cursor = answer.body.next;
    }
  }

  /** A thing as its owner has it, not as the ledger remembers it. */
  async see<T>(path: string): Promise<T> {
    const seen = await this.find<T>(path);
    if (seen === undefined) throw new Error(`there is no ${path}`);
    return seen;
  }

  /** The same, or nothing while nobody knows it: what comes in by events may take a moment. */
  async find<T>(path: string): Promise<T | undefined> {
    const look = (): Promise<Answer<T>> => this.get<T>(path);
    const answer = await until(path, look, ({ headers }) => !headers.has(COPY));
    if (answer.status === 404) return undefined;
    if (answer.status !== 200) throw refusal(path, answer);
    return answer.body;
  }

  /**
   * Does one act on a thing as it was seen. When the thing has moved on meanwhile (412), by somebody else or by an
   * attempt whose answer was lost, it is looked at again: what is no longer pending has been done.
   */
  async act<V extends Versioned>(path: string, seen: V, { act, body, pending }: Step<V>): Promise<V> {
    let now = seen;
    for (let attempt = 0; attempt < MOST_OVERTAKEN; attempt++) {
      const answer = await this.post<V>(`${path}/${act}`, body, { 'if-match': `"${now.sequence}"` });
      if (answer.status === 200) return answer.body;
      if (answer.status !== 412) throw refusal(`${act} ${path}`, answer);
      now = await this.see<V>(path);
      if (!pending(now)) return now;
    }
    throw new Error(`${act} ${path}: overtaken ${MOST_OVERTAKEN} times`);
  }

  private async sign(): Promise<Record<string, string>> {
    return this.token ? { authorization: `Bearer ${await this.token()}` } : {};
  }
}
