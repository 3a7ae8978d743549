import type { HotlineOrderReceived, HotlineOrderWithdrawalAsked, HotlineOrderWords } from '@gridwhistle/contracts';
import {
  afterCommit,
  currentTraceparent,
  Database,
  databaseNow,
  inTicketSpan,
  InternalClient,
  Workers,
  type WorkerLoop,
} from '@gridwhistle/platform';
import { Progress } from '@gridwhistle/messaging';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CallBackCommands } from './call-back.commands.js';
import { fileLeniently } from './domain/filing.js';
import type { Place } from './domain/similar-case.js';
import { filedBy } from './domain/suggestion.js';
import { districtOf } from './place.js';
import { RatingCommands } from './rating.commands.js';
import { ReportStore } from './report.store.js';
import { ReportWriter, type Arrival } from './report.writer.js';
import { Suggestions } from './suggestions.js';
import { WantedStore, type WantedRow } from './wanted.store.js';

const AT_ONCE = 8;
const PAUSE_MS = 500;

/** Hotline orders become reports: the event is noted, then a worker reads the words from the bridge and writes them. */
@Injectable()
export class HotlineReports {
  private readonly logger = new Logger('HotlineReports');
  private readonly loop: WorkerLoop;

  constructor(
    private readonly database: Database,
    private readonly bridge: InternalClient,
    private readonly registry: Registry,
    private readonly wanted: WantedStore,
    private readonly reports: ReportStore,
    private readonly writer: ReportWriter,
    private readonly callBacks: CallBackCommands,
    private readonly withdrawals: RatingCommands,
    private readonly suggestions: Suggestions,
    progress: Progress,
    workers: Workers,
  ) {
    this.loop = workers.loop('HotlineReports', PAUSE_MS, () => this.work());
    progress.addBacklog(() => this.wanted.count(this.database.source.manager));
  }

  /** Notes an order whose words are wanted; once its report is written there is nothing to want. */
  async want(tx: EntityManager, { ticketId, severity, confidential }: HotlineOrderReceived): Promise<void> {
    if (await this.reports.find(tx, ticketId)) return;
    const traceparent = currentTraceparent() ?? null;
    const nextAttemptAt = await databaseNow(tx);
    await this.wanted.insert(tx, {
      ticketId,
      severity,
      confidential,
      traceparent,
      attempts: 0,
      nextAttemptAt,
      withdrawalAsked: false,
    });
    afterCommit(tx, () => this.loop.wake());
  }

  /** The hotline asks to withdraw: noted beside an order whose words are still wanted, else asked for its report. */
  async withdraw(tx: EntityManager, { ticketId }: HotlineOrderWithdrawalAsked, at: Date): Promise<void> {
    if (await this.wanted.withdraw(tx, ticketId)) return;
    await this.withdrawals.byHotline(tx, ticketId, at);
  }

  private async work(): Promise<boolean> {
    const rows = await this.database.transaction((tx) => this.wanted.take(tx, AT_ONCE));
    await Promise.all(rows.map((row) => this.fetch(row)));
    return rows.length === AT_ONCE;
  }

  private async fetch(row: WantedRow): Promise<void> {
    const { ticketId, traceparent } = row;
    try {
      await inTicketSpan('report.from-hotline', { ticketId, traceparent }, async () => {
        const words = await this.bridge.get<HotlineOrderWords>(
          'hotline-bridge',
          `/internal/hotline-orders/${ticketId}`,
        );
        await this.database.transaction((tx) => this.write(tx, row, words));
      });
    } catch (error) {
      this.logger.warn({
        msg: `the words of ${ticketId} are not there yet`,
        attempts: row.attempts,
        error: nameOf(error),
      });
      await this.database.transaction((tx) => this.wanted.later(tx, ticketId));
    }
  }

  private async write(tx: EntityManager, row: WantedRow, words: HotlineOrderWords): Promise<void> {
    const profile = this.registry.current();
    const now = await databaseNow(tx);
    const place = placeOf(words);
    const named = fileLeniently({ place, category: words.category }, districtOf(profile));
    const suggestion = this.suggestions.suggest({ title: words.title, text: words.content }, named, profile);
    const filing = filedBy(named, suggestion);
    await this.writer.write(tx, { ...arrivalOf(row, words, { place, filing }), suggestion }, { profile, now });
    const report = await this.reports.lock(tx, row.ticketId);
    if (report) await this.callBacks.announceWaiting(tx, report, now);
    const { withdrawalAsked } = await this.wanted.done(tx, row.ticketId);
    if (withdrawalAsked) await this.withdrawals.byHotline(tx, row.ticketId, now);
  }
}

function placeOf({ longitude, latitude }: HotlineOrderWords): Place | undefined {
  return longitude === undefined || latitude === undefined ? undefined : [longitude, latitude];
}

function arrivalOf(row: WantedRow, words: HotlineOrderWords, at: Pick<Arrival, 'place' | 'filing'>): Arrival {
  const { title, content, address, caller, hardCase } = words;
  return {
    id: row.ticketId,
    channel: 'hotline',
    severity: row.severity,
    ...at,
    words: { title, text: content, ...(address === undefined ? {} : { address }) },
    reporter: caller,
    anonymous: false,
    confidential: row.confidential,
    hardCase,
    photos: [],
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
