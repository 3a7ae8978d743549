import { setTimeout as delay } from 'node:timers/promises';
import type { OrderView } from '../replay/matter.js';
import type { Scene } from './scene.js';
import { held, type Case } from './case.js';

const PATIENCE_MS = 10_000;
const FIRST_PAUSE_MS = 60;
/** They come within moments: who looks twice as late each time finds the last of them late. */
const LONGER = 1.3;
/** Orders of a page: whoever has little to wait for reads little. */
const FEWEST = 10;
const LONGEST_PAGE = 200;
const LONGEST_PAUSE_MS = 1_000;

/** Cases that an order will come for. Nobody asks ticket by ticket: the newest orders are read by the page. */
export class Waiting {
  private readonly cases = new Map<string, Case>();

  add(one: Case): void {
    this.cases.set(one.ticketId, one);
  }

  get size(): number {
    return this.cases.size;
  }

  all(): Case[] {
    return [...this.cases.values()];
  }

  /** All that came to somebody since a moment of simulated time, for the patience that one has; the others are given up. */
  async come(scene: Scene, since: number): Promise<{ come: Case[]; missing: Case[] }> {
    const come: Case[] = [];
    const end = Date.now() + PATIENCE_MS;
    for (
      let pause = FIRST_PAUSE_MS;
      this.size > 0 && Date.now() < end;
      pause = Math.min(LONGER * pause, LONGEST_PAUSE_MS)
    ) {
      await delay(pause);
      come.push(...(await this.read(scene, since)));
    }
    const missing = this.all();
    this.cases.clear();
    return { come, missing };
  }

  private async read({ district }: Scene, since: number): Promise<Case[]> {
    const enough = (page: readonly OrderView[]): boolean =>
      page.some(({ issuedAt }) => Date.parse(issuedAt) < since) ||
      page.filter((order) => this.isFor(order)).length === this.size;
    const size = Math.min(2 * this.size + FEWEST, LONGEST_PAGE);
    const orders = await district.centre.list<OrderView>('/orders?state=issued', enough, size);
    return orders.filter((order) => this.isFor(order)).map((order) => this.given(order));
  }

  /** Ids of orders grow with time: an older one is what the ledger has not yet heard the end of. */
  private isFor({ ticketId, id, role, waiting, round }: OrderView): boolean {
    const one = this.cases.get(ticketId);
    return one !== undefined && role === 'lead' && !waiting && round === one.round && id > (one.order?.id ?? '');
  }

  private given(order: OrderView): Case {
    const one = this.cases.get(order.ticketId) as Case;
    this.cases.delete(order.ticketId);
    one.order = held(order, 'issued');
    return one;
  }
}
