import type { ConfirmReceipt, ReceiptView, ReportReceipt, SendBackReceipt, SignReceipt } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Database, databaseNow, inTicketSpan, require, type Act } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { contextOf, type Call } from './call.js';
import { DirectiveNoteStore } from './directive-note.store.js';
import { DirectiveStore } from './directive.store.js';
import { receiptSubjectOf, receiptViewOf, wordsOfReceipt } from './directive.views.js';
import { confirmReceipt, reportReceipt, sendBackReceipt, signReceipt } from './domain/answering.js';
import type { Decided } from './domain/fact.js';
import type { Receipt } from './domain/receipt.js';
import type { Context } from './domain/rules.js';
import { ReceiptStore, type StoredReceipt } from './receipt.store.js';

type Decide = (receipt: Receipt, context: Context) => Decided<Receipt>;

interface Work {
  readonly tx: EntityManager;
  readonly stored: StoredReceipt;
  readonly context: Context;
}

/** What targets do with their receipts, and issuers with the reports, over HTTP and over the bus alike. */
@Injectable()
export class ReceiptCommands {
  constructor(
    private readonly database: Database,
    private readonly registry: Registry,
    private readonly directives: DirectiveStore,
    private readonly receipts: ReceiptStore,
    private readonly notes: DirectiveNoteStore,
  ) {}

  sign(call: Call, _command: SignReceipt): Promise<ReceiptView> {
    return this.perform(call, 'receipt.sign', signReceipt);
  }

  report(call: Call, { text }: ReportReceipt): Promise<ReceiptView> {
    return this.perform(call, 'receipt.report', reportReceipt, { report: text });
  }

  sendBack(call: Call, { reason }: SendBackReceipt): Promise<ReceiptView> {
    return this.perform(call, 'receipt.send-back', sendBackReceipt, { 'send-back': reason });
  }

  /** With the last confirmation the directive is completed, so its row is locked first. */
  async confirm(call: Call, _command: ConfirmReceipt): Promise<ReceiptView> {
    return this.database.transaction(async (tx) => {
      const found = await this.receipts.find(tx, call.id);
      if (!found) throw unknownReceipt();
      const { directive, sequence } = await this.directives.lock(tx, found.directive.id);
      return this.act(tx, call, 'receipt.confirm', async ({ stored, context }) => {
        const decided = confirmReceipt(directive, stored.receipt, context);
        await this.directives.save(tx, sequence, decided.directive, context.now);
        return decided.receipt;
      });
    });
  }

  private perform(call: Call, act: Act, decide: Decide, words: Record<string, string> = {}): Promise<ReceiptView> {
    return this.database.transaction((tx) =>
      this.act(tx, call, act, async ({ stored, context }) => {
        const decided = decide(stored.receipt, context);
        await this.notes.add(tx, call.id, call.actor.id, context.now, words);
        return decided;
      }),
    );
  }

  /** The row locked, the right checked, the version compared, then the work. */
  private async act(
    tx: EntityManager,
    { actor, id, ifMatch }: Call,
    act: Act,
    work: (work: Work) => Promise<Decided<Receipt>>,
  ): Promise<ReceiptView> {
    const rules = this.registry.current();
    const stored = await this.receipts.lock(tx, id);
    if (!stored) throw unknownReceipt();
    const { receipt, directive, sequence } = stored;
    require(actor, act, receiptSubjectOf(receipt, rules));
    if (sequence !== ifMatch) throw new DomainError('precondition.stale', `the present version is ${sequence}`);
    const now = await databaseNow(tx);
    const span = { ticketId: id, entity: 'receipt', unit: receipt.unit, tier: receipt.tier } as const;
    const decided = await inTicketSpan(act, span, async () => {
      const done = await work({ tx, stored, context: contextOf(rules, now, actor) });
      await this.receipts.saveMany(tx, [{ stored, directive, decided: done }], { rules, now });
      return done;
    });
    return this.view(tx, decided, sequence, rules);
  }

  private async view(tx: EntityManager, { next, events }: Decided<Receipt>, sequence: number, rules: Profile) {
    const words = await wordsOfReceipt(tx, this.notes, next);
    return receiptViewOf(next, sequence + events.length, rules, words);
  }
}

export const unknownReceipt = (): DomainError => new DomainError('receipt.unknown', 'there is no such receipt');
