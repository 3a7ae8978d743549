import type { EntityManager } from 'typeorm';
import type { Arrival } from './arrival.js';
import { runHandler } from './handler-run.js';
import type { Handler } from './handlers.js';

/**
 * Events of one batch that the gates have let in, for each handler as many as possible at once. Handlers may come in
 * another order than their events, as aggregates do on the bus; one aggregate's events never do.
 */
export class Worklist {
  private readonly portions = new Map<string, { handler: Handler; arrivals: Arrival[] }>();
  /** Which handler has something of an aggregate in hand, by the aggregate's key. */
  private readonly inHand = new Map<string, string>();

  constructor(
    private readonly tx: EntityManager,
    private readonly limitMs?: number,
  ) {}

  /** Notes an event; what another handler still has of its aggregate is done first. */
  async add(handler: Handler, arrival: Arrival, key: string): Promise<void> {
    if ((this.inHand.get(key) ?? handler.name) !== handler.name) await this.finish();
    this.inHand.set(key, handler.name);
    const portion = this.portions.get(handler.name);
    if (portion) portion.arrivals.push(arrival);
    else this.portions.set(handler.name, { handler, arrivals: [arrival] });
  }

  /** Does what was noted. */
  async finish(): Promise<void> {
    for (const { handler, arrivals } of this.portions.values()) {
      await runHandler(this.tx, handler, arrivals, this.limitMs);
    }
    this.portions.clear();
    this.inHand.clear();
  }
}
