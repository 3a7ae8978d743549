/** A message as the platform sent it: these fields always, and more for each kind (see README.md). */
export interface HotlineMessage {
  /** Id of the message, the same at every attempt. */
  id: string;
  number: string;
  ticketId: string;
  message: 'accepted' | 'progress' | 'result' | 'closed' | 'reopened';
  round: number;
  /** When it happened. */
  at: string;
  [field: string]: unknown;
}

/** What reached the hotline, each message once, in the order of arrival. */
export class Inbox {
  private readonly byId = new Map<string, HotlineMessage>();
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

  list(number?: string): HotlineMessage[] {
    return [...this.byId.values()].filter((message) => number === undefined || message.number === number);
  }
}
