import { databaseNow } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { passReceiptTo } from './domain/answering.js';
import { OPEN_STATES } from './domain/receipt.js';
import { holderAfter, type FormerUnits } from './domain/succession.js';
import { ReceiptStore } from './receipt.store.js';

const PIECE = 1_000;

/** What a directive asked of a unit that is gone is asked of whoever took over from it. */
@Injectable()
export class ReceiptSuccession {
  constructor(private readonly receipts: ReceiptStore) {}

  async pass(
    tx: EntityManager,
    rules: Profile,
    { former, holders }: { readonly former: FormerUnits; readonly holders: readonly string[] },
  ): Promise<boolean> {
    const page = await this.receipts.pageOfUnits(tx, holders, OPEN_STATES, PIECE);
    if (page.length === 0) return false;
    const now = await databaseNow(tx);
    const decisions = page.flatMap((stored) => {
      const heir = holderAfter(stored.receipt.unit, former, rules);
      const { directive } = stored;
      // Whoever issued a directive does not answer it: the issuer sees that nobody does, and revokes it.
      return heir && heir.code !== stored.receipt.issuer
        ? [{ stored, directive, decided: passReceiptTo(stored.receipt, heir) }]
        : [];
    });
    await this.receipts.saveMany(tx, decisions, { rules, now });
    return decisions.length > 0;
  }
}
