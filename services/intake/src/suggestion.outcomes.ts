import { make, ReportSuggestionSettled } from '@gridwhistle/contracts';
import { publish } from '@gridwhistle/messaging';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { settle, type Fate } from './domain/suggestion.js';
import { ReportStore } from './report.store.js';
import { aggregateOf } from './report.writer.js';
import { SuggestionStore, type SuggestionRow } from './suggestion.store.js';
import { Suggestions } from './suggestions.js';
import { isAsSuggested } from './unit-labels.js';

/** What an event of a ticket says of what it ends with. */
export interface Told extends Fate {
  readonly ticketId: string;
  readonly at: Date;
}

/** Writes down what became of each suggestion. */
@Injectable()
export class SuggestionOutcomes {
  constructor(
    private readonly suggestions: Suggestions,
    private readonly store: SuggestionStore,
    private readonly reports: ReportStore,
    private readonly registry: Registry,
  ) {}

  /** One after the other, so that it does not matter which come together. Costs nothing where nothing was ever suggested. */
  async follow(tx: EntityManager, told: readonly Told[]): Promise<void> {
    if (told.length === 0 || !this.suggestions.everUsed) return;
    const ids = [...new Set(told.map(({ ticketId }) => ticketId))];
    const rows = new Map((await this.store.lock(tx, ids)).map((row) => [row.ticketId, row]));
    const changed = new Map<string, SuggestionRow>();
    for (const { ticketId, at, ...fate } of told) {
      const row = rows.get(ticketId);
      const settled = row && settle(row, fate, this.isAsSuggested);
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
    const category = settledAs === null ? {} : { category: settledAs };
    const about = { ticketId, version, suggested, applied, verdict, ...category, ...unitOf(row) };
    const event = make(ReportSuggestionSettled, about);
    await this.reports.update(tx, ticketId, { sequence: await publish(tx, aggregateOf(report), [event], at) });
  }

  private readonly isAsSuggested = (suggested: string, unit: string): boolean =>
    isAsSuggested(suggested, unit, this.registry.current());
}

/** What became of the suggested unit, once that is known. */
function unitOf({ unit: suggestedUnit, unitVerdict, settledUnit }: SuggestionRow) {
  if (suggestedUnit === null || unitVerdict === null) return {};
  return { suggestedUnit, unitVerdict, ...(settledUnit === null ? {} : { unit: settledUnit }) };
}
