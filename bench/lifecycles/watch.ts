import type { Entry } from '../support/feed.js';

/** An order that a unit has just got. */
export interface Issued {
  readonly id: string;
  readonly sequence: number;
}

/** Tells whoever waits which order a unit has got, as the live feed tells it. */
export class Watch {
  private readonly come = new Map<string, Issued>();
  private readonly waiting = new Map<string, (order: Issued) => void>();

  constructor(private readonly patienceMs: number) {}

  heard({ event, id, sequence, ticketId, unit }: Entry): void {
    if (event !== 'order.issued') return;
    const key = `${ticketId} ${unit}`;
    const waiter = this.waiting.get(key);
    if (waiter) waiter({ id, sequence });
    else this.come.set(key, { id, sequence });
    this.waiting.delete(key);
  }

  /** The order that a ticket brings a unit, as soon as it is there. @throws Error when it does not come in time */
  order(ticketId: string, unit: string): Promise<Issued> {
    const key = `${ticketId} ${unit}`;
    const there = this.come.get(key);
    this.come.delete(key);
    if (there) return Promise.resolve(there);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${unit} got no order of ${ticketId}`)), this.patienceMs);
      this.waiting.set(key, (order) => {
        clearTimeout(late);
        resolve(order);
      });
    });
  }
}
