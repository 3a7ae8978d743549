import { publishRungs, Rungs, type FiredRungs, type ToldRungs } from '@gridwhistle/messaging';
import { rootTraceparent, run } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { receiptRungFact, type RungReceipt } from './domain/receipt-rung.js';
import { eventOf } from './matter.changes.js';

interface ReceiptVersion extends RungReceipt {
  readonly sequence: number;
}

const VERSIONS = {
  name: 'gw_receipt_versions',
  text: 'select id, directive_id as "directiveId", unit, issuer, sequence from receipt where id = any($1::uuid[])',
};

const MOVE = {
  name: 'gw_receipt_move',
  text: `update receipt r set sequence = u.sequence, updated_at = $3
    from unnest($1::uuid[], $2::int[]) u (id, sequence) where r.id = u.id`,
};

/** The rungs of receipts' clocks: each is an event, told once. */
@Injectable()
export class ReceiptTimers {
  async lock(tx: EntityManager, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      'select id from receipt where id = any($1::uuid[]) order by id for update skip locked',
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  @Rungs('receipt')
  async fire(tx: EntityManager, fired: readonly FiredRungs[], now: Date): Promise<void> {
    const ids = fired.map(({ aggregateId }) => aggregateId);
    const receipts = new Map((await run<ReceiptVersion>(tx, VERSIONS, [ids])).map((receipt) => [receipt.id, receipt]));
    const publications = fired.flatMap((each) => {
      const receipt = receipts.get(each.aggregateId);
      return receipt ? [publicationOf(receipt, each, now)] : [];
    });
    await publishRungs(tx, publications, now);
    const versions = publications.map(({ aggregate, events }) => aggregate.sequence + events.length);
    const moved = publications.map(({ aggregate }) => aggregate.id);
    await run(tx, MOVE, [moved, versions, now]);
  }
}

function publicationOf(receipt: ReceiptVersion, { rungs }: FiredRungs, now: Date): ToldRungs {
  const facts = rungs.map(({ name, clock }) => receiptRungFact(receipt, name, clock.clock.kind, clock.dueAt ?? now));
  const { id, sequence, unit } = receipt;
  const aggregate = { entity: 'receipt', id, sequence, ticketId: null, unit };
  return { aggregate, events: facts.map(eventOf), rungs, traceparent: rootTraceparent(id) };
}
