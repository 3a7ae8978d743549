import { make, ReportSuggestionSettled } from '@gridwhistle/contracts';
import { publish } from '@gridwhistle/messaging';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { settle } from './domain/suggestion.js';
import { ReportStore } from './report.store.js';
import { aggregateOf } from './report.writer.js';
import { SuggestionStore, type SuggestionRow } from './suggestion.store.js';
import { Suggestions } from './suggestions.js';

/** What an event says of the category that a ticket has: null where it ended. */
export interface Fate {
  readonly ticketId: string;
  readonly category: string | null;
  readonly at: Date;
}

/** Writes down what became of each suggestion. */
@Injectable()
export class SuggestionOutcomes {
  constructor(
    private readonly suggestions: Suggestions,
    private readonly store: SuggestionStore,
    private readonly reports: ReportStore,
  ) {}

  /** One after the other, so that it does not matter which come together. Costs nothing where nothing was ever suggested. */
  async follow(tx: EntityManager, fates: readonly Fate[]): Promise<void> {
    if (fates.length === 0 || !this.suggestions.everUsed) return;
    const ids = [...new Set(fates.map(({ ticketId }) => ticketId))];
    const rows = new Map((await this.store.lock(tx, ids)).map((row) => [row.ticketId, row]));
    const changed = new Map<string, SuggestionRow>();
    for (const { ticketId, category, at } of fates) {
      const row = rows.get(ticketId);
      const settled = row && settle(row.category, row, category);
      if (!settled) continue;
      const next = { ...row, ...settled };
      rows.set(ticketId, next);
      changed.set(ticketId, next);
      await this.tell(tx, next, at);
    }
    await this.store.save(tx, [...changed.values()]);
  }

  private async tell(tx: EntityManager, row: SuggestionRow, at: Date): Promise<void> {
    const { ticketId, version, category: suggested, applied, verdict, settledAs } = row;
    const report = await this.reports.lock(tx, ticketId);
    if (!report || verdict === null) return;
    const about = { ticketId, version, suggested, applied, verdict };
    const event = make(ReportSuggestionSettled, { ...about, ...(settledAs === null ? {} : { category: settledAs }) });
    await this.reports.update(tx, ticketId, { sequence: await publish(tx, aggregateOf(report), [event], at) });
  }
}
