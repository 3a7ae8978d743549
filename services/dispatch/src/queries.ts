import type { TicketExplanation } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Database, require, type Actor } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OrderResult, OrderView, TicketView } from './answers.js';
import type { Order } from './domain/order.js';
import type { Stored } from './matter.changes.js';
import { MatterStore } from './matter.store.js';
import { NoteStore, type ProofRow } from './note.store.js';
import { orderIn, subjectOf } from './call.js';
import { MARK_NOTE, ticketSubjectOf } from './ticket.commands.js';
import { orderViewOf, resultOf, ticketViewOf, versionOf } from './views.js';

/** What is read of tickets and orders; nothing is locked. */
@Injectable()
export class Queries {
  private readonly tx: EntityManager;

  constructor(
    private readonly database: Database,
    private readonly matters: MatterStore,
    private readonly notes: NoteStore,
    private readonly registry: Registry,
  ) {
    this.tx = database.source.manager;
  }

  async ticket(id: string, actor: Actor): Promise<TicketView> {
    const rules = this.registry.current();
    const stored = await this.stored(id);
    require(actor, 'ticket.read', ticketSubjectOf(stored.matter, rules));
    return ticketViewOf(stored, rules);
  }

  async order(id: string, actor: Actor): Promise<OrderView> {
    const rules = this.registry.current();
    const stored = await this.stored(await this.matters.ticketOfOrder(this.tx, id));
    const order = orderIn(stored, id);
    require(actor, 'order.read', subjectOf(order, rules));
    return orderViewOf(order, stored.matter, versionOf(stored.versions, id), rules);
  }

  /** The words of an order, for its holder, its verifier, its dispatching unit and the centre. */
  async result(id: string, actor: Actor): Promise<OrderResult> {
    const order = await this.wordsOf(id, actor);
    return resultOf(order, await this.notes.of(this.tx, id), await this.notes.proofsOf(this.tx, id));
  }

  async proof(id: string, n: number, actor: Actor): Promise<ProofRow> {
    await this.wordsOf(id, actor);
    const proof = await this.notes.proof(this.tx, id, n);
    if (!proof) throw new DomainError('not-found', 'there is no such picture');
    return proof;
  }

  /** Why a matter was found to be whose it is; empty where nobody said. */
  async explanation(ticketId: string): Promise<TicketExplanation> {
    const { orders } = (await this.stored(ticketId)).matter;
    const notes = await Promise.all(orders.map(({ id }) => this.notes.of(this.tx, id)));
    const said = notes.flat().filter(({ act }) => act === MARK_NOTE);
    const last = said.sort((one, other) => one.at.getTime() - other.at.getTime()).at(-1);
    return last ? { explanation: last.words } : {};
  }

  private async wordsOf(id: string, actor: Actor): Promise<Order> {
    const { matter } = await this.stored(await this.matters.ticketOfOrder(this.tx, id));
    const order = matter.orders.find((each) => each.id === id);
    if (!order) throw new DomainError('order.unknown', 'there is no such order');
    // Seeing the area is not enough for words: `area` is left out.
    require(actor, 'order.read', { ...subjectOf(order, this.registry.current()), area: null });
    return order;
  }

  private async stored(ticketId: string): Promise<Stored> {
    const stored = await this.database.transaction((tx) => this.matters.read(tx, ticketId));
    if (!stored) throw new DomainError('ticket.unknown', 'there is no such ticket');
    return stored;
  }
}
