import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';

const RETRY_MS = 500;

/** An entry of the live feed. */
export interface Entry {
  readonly event: string;
  readonly entity: string;
  readonly id: string;
  readonly sequence: number;
  readonly ticketId?: string;
  readonly unit?: string;
}

/** Listens to the live feed (Server-Sent Events) until told to stop; comes back after the last event when it is cut. */
export async function listenToFeed(
  origin: string,
  token: string,
  heard: (entry: Entry) => void,
  stop: AbortSignal,
): Promise<void> {
  let last: string | undefined;
  while (!stop.aborted) {
    try {
      const headers = { authorization: token, ...(last === undefined ? {} : { 'last-event-id': last }) };
      const answer = await request(`${origin}/api/v1/events`, { headers, signal: stop, bodyTimeout: 0 });
      const frames = new Frames();
      for await (const chunk of answer.body.setEncoding('utf8')) {
        for (const { id, data } of frames.of(chunk as string)) {
          last = id ?? last;
          if (data !== undefined) heard(JSON.parse(data) as Entry);
        }
      }
    } catch {
      await delay(RETRY_MS);
    }
  }
}

/** Puts the frames of a stream together that comes in pieces. */
export class Frames {
  private rest = '';

  of(chunk: string): { id?: string; data?: string }[] {
    const parts = (this.rest + chunk).split('\n\n');
    this.rest = parts.pop() ?? '';
    return parts.map((frame) => ({ ...field(frame, 'id'), ...field(frame, 'data') }));
  }
}

function field(frame: string, name: 'id' | 'data'): Record<string, string> {
  const line = frame.split('\n').find((one) => one.startsWith(`${name}: `));
  return line === undefined ? {} : { [name]: line.slice(name.length + 2) };
}
