import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Api } from './http.js';
import type { Beat } from './people.js';
import { matterIn } from './words.js';

/** What became of a report. */
export interface Reported {
  readonly status: number;
  /** When it was accepted. */
  readonly ticketId?: string;
  /** How often it was told to come back later. */
  readonly refusals: number;
}

export interface Matter {
  readonly category: string;
  readonly severity: 'normal' | 'emergency';
}

const LATER = new Set([429, 503]);
const MOST_REFUSALS = 100;

/** Reports a matter as a well-behaved client does: told to come back later, it does, with the same key. */
export async function report(api: Api, beat: Beat, matter: Matter, turn: number): Promise<Reported> {
  const body = { ...matterIn(beat, turn), ...matter };
  const headers = { 'idempotency-key': randomUUID() };
  for (let refusals = 0; ; refusals++) {
    const answer = await api.post<{ id: string }>('/tickets', body, headers).catch(() => undefined);
    if (answer?.status === 201) return { status: 201, ticketId: answer.body.id, refusals };
    if ((answer && !LATER.has(answer.status)) || refusals === MOST_REFUSALS)
      return { status: answer?.status ?? 0, refusals };
    await delay(1000 * (answer?.retryAfter ?? 1));
  }
}
