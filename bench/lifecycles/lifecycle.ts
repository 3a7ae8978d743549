import { randomUUID } from 'node:crypto';
import type { Api, Reply } from '../support/http.js';
import type { Beat } from '../support/people.js';
import { PHOTO, matterIn } from '../support/words.js';
import type { Issued, Watch } from './watch.js';

/** What a lifecycle needs of its surroundings. */
export interface Stage {
  readonly api: Api;
  readonly watch: Watch;
  /** Authorization headers by unit. */
  readonly tokens: Readonly<Record<string, string>>;
}

interface OrderAnswer {
  readonly sequence: number;
  readonly verifier: string;
}

/** A category whose matters start with the grid of their place. */
const CATEGORY = '0102';
const RATING_TRIES = 100;
const RATING_PAUSE_MS = 100;

/** One matter from report to rating, raised once: six requests by five people. Returns the ticket's id. */
export async function live({ api, watch, tokens }: Stage, beat: Beat, turn: number): Promise<string> {
  const act = async (order: Issued, unit: string, name: string, body: object): Promise<OrderAnswer> => {
    const headers = { authorization: tokens[unit] ?? '', 'if-match': `"${order.sequence}"` };
    return expected(200, name, await api.insist<OrderAnswer>(`/orders/${order.id}/${name}`, body, headers));
  };
  const matter = { ...matterIn(beat, turn), category: CATEGORY, condition: 'normal' };
  const key = { 'idempotency-key': randomUUID() };
  const reported = await api.insist<{ id: string; code: string }>('/tickets', matter, key);
  const { id: ticketId, code } = expected(201, 'report', reported);
  const first = await watch.order(ticketId, beat.grid);
  await act(first, beat.grid, 'raise', { reason: '需要上级协调' });
  const second = await watch.order(ticketId, beat.branch);
  const accepted = await act(second, beat.branch, 'accept', {});
  const proof = { result: '已办理完毕并告知群众', outcome: 'solved', proof: [PHOTO] };
  const resolved = await act({ ...second, ...accepted }, beat.branch, 'resolve', proof);
  await act({ ...second, ...resolved }, resolved.verifier, 'confirm', {});
  await rate(api, ticketId, code);
  return ticketId;
}

/** Intake learns of the result by an event: until then the reporter is told that there is nothing to rate yet. */
async function rate(api: Api, ticketId: string, code: string): Promise<void> {
  const rating = { code, satisfaction: 'satisfied', solved: true };
  for (let attempt = 1; ; attempt++) {
    const answer = await api.insist<{ code?: string }>(`/tickets/${ticketId}/rating`, rating);
    const early = answer.status === 409 && answer.body.code === 'report.rating-closed';
    if (!early || attempt === RATING_TRIES) return void expected(201, 'rate', answer);
    await new Promise((resolve) => setTimeout(resolve, RATING_PAUSE_MS));
  }
}

/** @throws Error with the answer when it is another one */
function expected<T>(status: number, what: string, answer: Reply<T>): T {
  if (answer.status === status) return answer.body;
  throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
}
