import { randomUUID } from 'node:crypto';
import type { Api } from './http.js';
import type { Beat } from './people.js';
import { matterIn } from './words.js';

/** What became of a report. */
export interface Reported {
  /** 0 when nobody answered. */
  readonly status: number;
  readonly ticketId?: string;
}

export interface Matter {
  readonly category: string;
  readonly severity: 'normal' | 'emergency';
}

/** Reports a matter; told to come back later, it does, with the same key. */
export async function report(api: Api, beat: Beat, matter: Matter, turn: number): Promise<Reported> {
  const body = { ...matterIn(beat, turn), ...matter };
  const answer = await api
    .insist<{ id: string }>('/tickets', body, { 'idempotency-key': randomUUID() })
    .catch(() => undefined);
  return answer?.status === 201 ? { status: 201, ticketId: answer.body.id } : { status: answer?.status ?? 0 };
}
