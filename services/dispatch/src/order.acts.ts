import { DomainError } from '@gridwhistle/kernel';
import {
  Database,
  databaseNow,
  inTicketSpan,
  require,
  type Act,
  type Actor,
  type Subject,
} from '@gridwhistle/platform';
import { Registry, type Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { OrderView } from './answers.js';
import type { Change, Matter } from './domain/matter.js';
import type { Order } from './domain/order.js';
import type { Context } from './domain/rules.js';
import type { Stored } from './matter.changes.js';
import { MatterStore } from './matter.store.js';
import { NoteStore, type Note } from './note.store.js';
import { orderViewOf, versionOf } from './views.js';

/** Who asks, of which order, and the version the caller saw. */
export interface Call {
  readonly actor: Actor;
  readonly id: string;
  readonly ifMatch: number;
}

type OrderAct = Act extends infer A ? (A extends `order.${infer Name}` ? Name : never) : never;
type Decide = (matter: Matter, order: Order, context: Context) => Change;

/** How every act on an order is done: one transaction that locks, checks, decides, saves and publishes. */
@Injectable()
export class OrderActs {
  constructor(
    private readonly database: Database,
    private readonly matters: MatterStore,
    private readonly notes: NoteStore,
    private readonly registry: Registry,
  ) {}

  /** @throws DomainError `order.unknown`, `auth.forbidden`, `precondition.stale`, or what the decision refuses by */
  perform(
    call: Call,
    act: OrderAct,
    decide: Decide,
    note?: Pick<Note, 'words' | 'outcome' | 'proof'>,
  ): Promise<OrderView> {
    const rules = this.registry.current();
    return this.database.transaction(async (tx) => {
      const stored = await this.lock(tx, call.id);
      const order = orderIn(stored, call.id);
      const { ticketId, unit, tier } = order;
      return inTicketSpan(`order ${act}`, { ticketId, unit, tier }, async () => {
        require(call.actor, `order.${act}`, subjectOf(order, rules));
        checkVersion(stored, call);
        const now = await databaseNow(tx);
        const change = decide(stored.matter, order, contextOf(rules, now, call.actor));
        const saved = await this.matters.save(tx, stored, change, { rules, now });
        if (note) await this.notes.add(tx, { ...note, orderId: order.id, act, by: call.actor.id, at: now });
        return orderViewOf(orderIn(saved, order.id), versionOf(saved.versions, order.id), rules);
      });
    });
  }

  private async lock(tx: EntityManager, orderId: string): Promise<Stored> {
    const stored = await this.matters.lockOfOrder(tx, orderId);
    if (!stored) throw new DomainError('order.unknown', 'there is no such order');
    return stored;
  }
}

export function orderIn({ matter }: Stored, id: string): Order {
  const order = matter.orders.find((each) => each.id === id);
  if (!order) throw new DomainError('order.unknown', 'there is no such order');
  return order;
}

/** Whose act it is: what `may` looks at. */
export const subjectOf = (order: Order, rules: Profile): Subject => ({
  holder: order.unit,
  verifier: order.verifier,
  dispatcher: order.dispatcher,
  centre: centreOf(order.area, rules),
  area: order.grid,
});

/** The centre over an area; the district's where the area is gone from the profile in force. */
export function centreOf(area: string | null, rules: Profile): string {
  return rules.centre(area !== null && rules.area(area) ? area : undefined).code;
}

export function contextOf(rules: Profile, now: Date, actor: Actor | undefined): Context {
  return { rules, now, by: actor?.id ?? 'system', newId: () => v7({ msecs: now.getTime() }) };
}

/** The caller's copy must be the present version, else somebody else was faster. */
export function checkVersion({ versions }: Stored, { id, ifMatch }: Call): void {
  const { sequence } = versionOf(versions, id);
  if (sequence !== ifMatch) throw new DomainError('precondition.stale', `the present version is ${sequence}`);
}
