import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Sight } from '../ledger/sight.js';
import { entryOf } from '../ledger/views-of.js';
import type { Feed, FeedEvent } from './feed.js';

const HEARTBEAT_MS = 15_000;
/** A listener who takes nothing for so long is dropped; it comes back with Last-Event-ID. */
const PATIENCE_MS = 30_000;
/** After this time a listener comes back and shows the token again, which may have expired meanwhile. */
const LONGEST_MS = 30 * 60_000;

/** Sends a caller what they may see, from an id on, until they leave or fall asleep, half an hour is over or the service stops. */
export async function listen(feed: Feed, sight: Sight, from: number, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const end = performance.now() + LONGEST_MS;
  let spoken = performance.now();
  for (let last = from; feed.open && !gone.signal.aborted && performance.now() < end;) {
    const events = await feed.after(last, HEARTBEAT_MS, gone.signal);
    last = events.at(-1)?.id ?? last;
    const visible = events.filter((event) => sees(sight, event));
    const quiet = performance.now() - spoken < HEARTBEAT_MS;
    if (visible.length === 0 && events.length > 0 && quiet) continue;
    spoken = performance.now();
    if (!(await sent(response, visible.map(framed).join('') || beatAt(last)))) return;
  }
  response.end();
}

/** Whether an event of the feed is for this caller; what belongs to no ticket is for its unit, or for all staff. */
export function sees({ everything, scopes, units }: Sight, { event, scopes: where }: FeedEvent): boolean {
  if (everything) return true;
  if (event.ticketId === null) return event.unit === 'none' || units.includes(event.unit);
  return where.some((scope) => scopes.includes(scope));
}

/** No event, but a sign of life that moves `Last-Event-ID` on past what the caller may not see. */
const beatAt = (id: number): string => `id: ${id}\n\n`;

/** One event as Server-Sent Events want it; its `id` is what `Last-Event-ID` resumes from. */
function framed({ event, id }: FeedEvent): string {
  return `id: ${id}\nevent: ${event.event}\ndata: ${JSON.stringify(entryOf(event))}\n\n`;
}

/** Writes and waits until the caller has taken it; false when they do not or are gone. */
async function sent(response: ServerResponse, text: string): Promise<boolean> {
  if (response.destroyed || response.write(text)) return !response.destroyed;
  try {
    await once(response, 'drain', { signal: AbortSignal.timeout(PATIENCE_MS) });
    return true;
  } catch {
    response.destroy();
    return false;
  }
}
