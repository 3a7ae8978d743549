import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { passReceipt } from './domain/answering.js';
import { OPEN_STATES } from './domain/receipt.js';
import type { Post } from './domain/targets.js';
import { ReceiptStore } from './receipt.store.js';

const PIECE = 1_000;

/** Rule directive 4: a person who leaves a unit leaves nothing open behind. */
@Injectable()
export class ReceiptPassing {
  constructor(
    private readonly receipts: ReceiptStore,
    private readonly registry: Registry,
  ) {}

  /** The unit's head answers for it now; where there is none, anybody of the unit. */
  async pass(tx: EntityManager, { person, unit, head }: Post & { head?: string }, at: Date): Promise<void> {
    const rules = this.registry.current();
    const post = { person, unit };
    const to = head === person ? undefined : head;
    // What has been passed is no longer found: each look gives the next ones.
    for (let passed = PIECE; passed === PIECE;) {
      const page = await this.receipts.pageOf(tx, post, OPEN_STATES, PIECE);
      const decisions = page.map((stored) => ({
        stored,
        directive: stored.directive,
        decided: passReceipt(stored.receipt, to),
      }));
      await this.receipts.saveMany(tx, decisions, { rules, now: at });
      passed = page.length;
    }
  }
}
