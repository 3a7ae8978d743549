import { DomainError } from '@gridwhistle/kernel';
import { publishAll } from '@gridwhistle/messaging';
import { ManyRows, rootTraceparent } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DirectiveEntity, directiveOf, directiveRowOf, type DirectiveRow } from './directive.rows.js';
import type { Directive } from './domain/directive.js';
import type { Decided } from './domain/fact.js';
import { eventOf } from './matter.changes.js';

/** A directive as it is stored. */
export interface StoredDirective {
  readonly directive: Directive;
  readonly sequence: number;
}

const directives = new ManyRows(DirectiveEntity);

/** Directives. A directive's row is locked before its receipts' rows, always. */
@Injectable()
export class DirectiveStore {
  /** The directive with its row locked until the transaction ends, or `directive.unknown`. */
  async lock(tx: EntityManager, id: string): Promise<StoredDirective> {
    return only(await directives.lock(tx, [{ id }]));
  }

  /** The directive, or `directive.unknown`. */
  async get(tx: EntityManager, id: string): Promise<StoredDirective> {
    return only(await directives.find(tx, [{ id }]));
  }

  /** The directives that there are, by id. */
  async find(tx: EntityManager, ids: readonly string[]): Promise<Map<string, StoredDirective>> {
    const rows = await directives.find(
      tx,
      [...new Set(ids)].map((id) => ({ id })),
    );
    return new Map(rows.map((row) => [row.id, storedOf(row)]));
  }

  /** Saves what a decision changed and publishes what happened; `sequence` is 0 for a new one. */
  async save(
    tx: EntityManager,
    sequence: number,
    { next, events }: Decided<Directive>,
    now: Date,
  ): Promise<StoredDirective> {
    const moved = sequence + events.length;
    await directives.save(tx, [directiveRowOf(next, { sequence: moved, updatedAt: now })]);
    const aggregate = { entity: 'directive', id: next.id, sequence, ticketId: null, unit: next.unit };
    const traceparent = rootTraceparent(next.id);
    await publishAll(tx, [{ aggregate, events: events.map(eventOf), traceparent }], now);
    return { directive: next, sequence: moved };
  }
}

function only([row]: DirectiveRow[]): StoredDirective {
  if (!row) throw new DomainError('directive.unknown', 'there is no such directive');
  return storedOf(row);
}

const storedOf = (row: DirectiveRow): StoredDirective => ({ directive: directiveOf(row), sequence: row.sequence });
