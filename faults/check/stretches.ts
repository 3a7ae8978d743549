import type { LogEvent } from './evidence.js';
import type { Stretch } from './reference-clock.js';

export interface Course {
  readonly stretches: readonly Stretch[];
  readonly endedAt: Date | null;
}

type Turn = 'stop' | 'go' | 'end';

/** What stops both clocks of an order, and lets them go on. */
const BOTH: Record<string, Turn> = {
  'order.returned': 'stop',
  'order.return-overruled': 'go',
  'order.objected': 'stop',
  'order.objection-overruled': 'go',
  'order.suspended': 'stop',
  'order.continued': 'go',
};

const HANDLING: Record<string, Turn> = {
  ...BOTH,
  'order.resolved': 'stop',
  'order.waiting': 'stop',
  'order.sent-back': 'go',
  'order.resumed': 'go',
  'order.confirmed': 'end',
  'order.raised': 'end',
  'order.cancelled': 'end',
};

const ACCEPT: Record<string, Turn> = {
  ...BOTH,
  'order.accepted': 'end',
  'order.raised': 'end',
  'order.cancelled': 'end',
};

/** When a clock of an order ran, as the events of the order tell; `timeOf` says when an event counts from. */
export function courseOf(
  kind: string,
  events: readonly LogEvent[],
  timeOf: (event: LogEvent, before: readonly LogEvent[]) => Date,
): Course {
  const turns = kind === 'accept' ? ACCEPT : HANDLING;
  const stretches: Stretch[] = [];
  let since: Date | null = null;
  let stoodFrom: Date | null = null;
  for (const [index, event] of events.entries()) {
    const turn = event.name === 'order.issued' ? 'go' : turns[event.name];
    if (turn === undefined) continue;
    const at = later(timeOf(event, events.slice(0, index)), turn === 'go' ? stoodFrom : since);
    if (turn === 'go') since ??= at;
    else if (since) {
      stretches.push({ from: since, to: at });
      [since, stoodFrom] = [null, at];
    }
    if (turn === 'end') return { stretches, endedAt: at };
  }
  return { stretches: since ? [...stretches, { from: since, to: null }] : stretches, endedAt: null };
}

const later = (one: Date, other: Date | null): Date => (other && other > one ? other : one);

/** A clock beside a whistle, from its start to its end, without the times for which its ticket was suspended. */
export function unsuspended({ from, to }: Stretch, ofTicket: readonly LogEvent[]): Stretch[] {
  const stretches: Stretch[] = [];
  let since: Date | null = from;
  for (const { name, at } of ofTicket.filter((event) => to === null || event.at < to)) {
    if (name === 'ticket.continued') since ??= later(at, from);
    if (name !== 'ticket.suspended') continue;
    if (since && at > since) stretches.push({ from: since, to: at });
    since = null;
  }
  return since ? [...stretches, { from: since, to }] : stretches;
}
