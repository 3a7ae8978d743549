import type { HotlineMessageKind } from '@gridwhistle/contracts';

/** A message as the platform sent it: these fields always, and more for each kind (see README.md). */
export interface HotlineMessage {
  /** Id of the message, the same at every attempt. */
  id: string;
  number: string;
  ticketId: string;
  message: HotlineMessageKind;
  round: number;
  /** When it happened. */
  at: string;
  [field: string]: unknown;
}

/** A message in a platform's own format, and the address it came to. */
export interface ForeignMessage {
  path: string;
  body: Record<string, unknown>;
}

/** What reached the hotline, each message once, in the order of arrival. */
export class Inbox {
  private readonly byId = new Map<string, HotlineMessage>();
  /** What came in a platform's own format, by the ids of its messages. */
  readonly foreign = new Map<string, ForeignMessage>();
  /** Attempts that brought a message which was there already. */
  repeats = 0;
  /** Requests that were not signed with the shared secret, or were no message. */
  refused = 0;

  /** Takes a message; false when it was there already. */
  take(message: HotlineMessage): boolean {
    if (this.byId.has(message.id)) {
      this.repeats += 1;
      return false;
    }
    this.byId.set(message.id, message);
    return true;
  }

  /** Takes a message in a platform's own format; false when it was there already. */
  takeForeign(id: string, message: ForeignMessage): boolean {
    if (this.foreign.has(id)) {
      this.repeats += 1;
      return false;
    }
    this.foreign.set(id, message);
    return true;
  }

  list(number?: string): HotlineMessage[] {
    return [...this.byId.values()].filter((message) => number === undefined || message.number === number);
  }
}
