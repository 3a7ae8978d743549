import type { WordsFound, WordSearch } from '@gridwhistle/contracts';
import { groupBy } from '@gridwhistle/messaging';
import { Database } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { pairsToFind, spanOf, type Pair } from './domain/word-pairs.js';
import { Sealed } from './sealed.js';
import { WordStore } from './word.store.js';

/** As many as are given at once: one more than a list counts. */
export const MOST_FOUND = 10_001;
/** So many times as many spans as before are read together, while they are empty. */
const WIDER = 8;
const FROM_THE_TOP = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Which tickets have been reported in which words; it tells ids only, and asks nobody's rights: that is the caller's. */
@Injectable()
export class WordQueries {
  constructor(
    private readonly database: Database,
    private readonly store: WordStore,
    private readonly sealed: Sealed,
  ) {}

  /**
   * The newest tickets with all the words, or those among the asked ones.
   * @throws input.invalid for words of a single character
   */
  find({ words, before, among }: WordSearch): Promise<WordsFound> {
    const pairs = pairsToFind(words);
    return this.database.transaction(async (tx) => {
      await this.store.begin(tx);
      if (among) return { ids: await this.among(tx, pairs, among), complete: true };
      const ids = await this.newest(tx, pairs, before ?? FROM_THE_TOP);
      return { ids: ids.slice(0, MOST_FOUND), complete: ids.length <= MOST_FOUND };
    });
  }

  /** Span by span from the newest down, so that a frequent word is not read to its beginning. */
  private async newest(tx: EntityManager, pairs: readonly Pair[], before: string): Promise<string[]> {
    const extent = await this.store.extent(tx);
    if (!extent) return [];
    const ids: string[] = [];
    const [first, last] = [Math.min(spanOf(before), spanOf(extent.newest)), spanOf(extent.oldest)];
    for (let span = first, many = 1; span >= last && ids.length <= MOST_FOUND; span -= many) {
      if (span < first) many = nextMany(many, ids.length / (first - span), MOST_FOUND + 1 - ids.length);
      many = Math.min(many, span - last + 1);
      const spans = Array.from({ length: many }, (_, n) => ({ tokens: this.sealed.tokens(span - n, pairs) }));
      ids.push(...(await this.store.newest(tx, spans, before, MOST_FOUND + 1 - ids.length)));
    }
    return ids;
  }

  private among(tx: EntityManager, pairs: readonly Pair[], asked: readonly string[]): Promise<string[]> {
    return this.store.among(
      tx,
      [...groupBy(asked, spanOf)].map(([span, ids]) => ({ tokens: this.sealed.tokens(span, pairs), ids })),
    );
  }
}

/** How many spans to read next: as many as should do, by what the spans before held, but not too many at once. */
const nextMany = (many: number, perSpan: number, missing: number): number =>
  Math.min(many * WIDER, Math.ceil(missing / perSpan));
