import { setTimeout as delay } from 'node:timers/promises';
import { Database, SealError, Workers } from '@gridwhistle/platform';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { pairsOf, spanOf } from './domain/word-pairs.js';
import { Sealed } from './sealed.js';
import { WordStore, type IndexRow, type Unindexed } from './word.store.js';

const AT_ONCE = 25;
const PAUSE_MS = 1_000;
/** Rest after a batch as a multiple of what it took: who reports comes before who searches. */
const REST = 8;

/**
 * Makes reports findable by their words, a second after they came: whoever writes one only notes its id. A batch is one
 * transaction, so an instance that dies loses nothing; several instances take different reports.
 */
@Injectable()
export class WordIndex {
  private readonly logger = new Logger('WordIndex');

  constructor(
    private readonly database: Database,
    private readonly words: WordStore,
    private readonly sealed: Sealed,
    workers: Workers,
  ) {
    workers.loop('WordIndex', PAUSE_MS, () => this.work());
  }

  private async work(): Promise<boolean> {
    const began = performance.now();
    const more = await this.database.transaction((tx) => this.batch(tx));
    if (more) await delay(REST * (performance.now() - began));
    return more;
  }

  /** New reports first; those from before the index while nothing else is to do. */
  private async batch(tx: EntityManager): Promise<boolean> {
    await this.words.begin(tx);
    const fresh = await this.words.take(tx, AT_ONCE);
    const reports = fresh.length > 0 ? fresh : await this.words.takeOlder(tx, AT_ONCE);
    if (!reports) return false;
    await this.words.add(
      tx,
      reports.map((report) => this.rowOf(report)),
    );
    return fresh.length === 0 || fresh.length === AT_ONCE;
  }

  private rowOf({ id, words }: Unindexed): IndexRow {
    return { id, tokens: words === null ? [] : this.tokensOf(id, words) };
  }

  /** Words that cannot be read are found by nothing, and hold up nobody. */
  private tokensOf(id: string, words: string): string[] {
    try {
      const { title, text, address } = this.sealed.openWords(words);
      return this.sealed.tokens(spanOf(id), pairsOf(title, text, address));
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      this.logger.warn({ msg: `the words of ${id} cannot be opened: nobody finds it by them`, error: error.message });
      return [];
    }
  }
}
