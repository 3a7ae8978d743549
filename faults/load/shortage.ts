import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, Request } from '../../tools/replay/http.js';
import { Lateness } from './lateness.js';

/** One try of a request that began while something was short, and what came of it. */
export interface Answered {
  readonly request: string;
  /** The fault that took it. */
  readonly fault: string;
  /** Undefined when nobody answered. */
  readonly status: number | undefined;
  readonly retryAfter: string | null;
  readonly ms: number;
  /** Of these, so many are our own: everything passes through this process, which was late itself. */
  readonly ownMs: number;
}

/** The times in which room or connections are short, and how everybody was answered then. */
export class Shortage {
  readonly answers: Answered[] = [];
  private readonly lateness = new Lateness();
  private fault: string | undefined;

  /** Something is short for so long. */
  async last(fault: string, milliseconds: number): Promise<void> {
    this.fault = fault;
    await delay(milliseconds);
    this.fault = undefined;
  }

  async watch<T>(
    { method, path }: Request,
    attempt: () => Promise<Answer<T> | undefined>,
  ): Promise<Answer<T> | undefined> {
    const { fault } = this;
    if (fault === undefined) return attempt();
    const [began, late] = [performance.now(), this.lateness.total];
    const answer = await attempt();
    const [ms, ownMs] = [performance.now() - began, this.lateness.total - late];
    const retryAfter = answer?.headers.get('retry-after') ?? null;
    this.answers.push({ request: `${method} ${path}`, fault, status: answer?.status, retryAfter, ms, ownMs });
    return answer;
  }
}
