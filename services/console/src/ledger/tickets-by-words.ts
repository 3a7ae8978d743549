import type { WordSearch, WordsFound } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import {
  Database,
  decodeCursor,
  encodeCursor,
  InternalClient,
  limitOf,
  pageOf,
  type Page,
  type PageQuery,
} from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { COUNTED, readableSearch, type WordQuery } from './ticket-search.js';

/** A page of ids with how many there are on all pages. */
export interface CountedPage extends Page<string> {
  count: number;
  countIsExact: boolean;
}

/** Tickets that fit, newest first: all of them, or all down to `end`. */
interface Found {
  ids: string[];
  complete: boolean;
  /** Id of the last ticket that was looked at. */
  end?: string | undefined;
}

/** So often is intake asked for the next ten thousand tickets with the words. */
const ROUNDS = 4;
/** A caller gets an answer within 2 s. */
const ANSWER_WITHIN_MS = 1_200;

/**
 * Search by words: intake tells the ids of the tickets that have them, the ledger which of these fit and may be shown. Words
 * that few tickets have are looked up whole; so are the few tickets that a caller may read. Where both are many, the
 * newest are looked through in a few rounds, and the count says what was found so far.
 */
@Injectable()
export class TicketsByWords {
  constructor(
    private readonly database: Database,
    private readonly intake: InternalClient,
  ) {}

  /**
   * @throws auth.forbidden for who may read nobody's words, input.invalid for words of a single character, unavailable
   * while intake does not answer
   */
  async find(asked: WordQuery): Promise<CountedPage> {
    const { everything, units } = asked.reads;
    if (!everything && units.length === 0)
      throw new DomainError('auth.forbidden', 'the words are for those who handle, verify or dispatch the ticket');
    const [before] = (decodeCursor(asked.query.cursor, ['id']) ?? []) as string[];
    const newest = await this.round(asked);
    const found = (await this.few(asked, newest)) ?? (await this.more(asked, newest, COUNTED + 1));
    const deep = !found.complete && before !== undefined && found.end !== undefined && before <= found.end;
    const listed = deep ? await this.below(asked, before) : found;
    const { ids, complete } = found;
    const count = { count: Math.min(ids.length, COUNTED), countIsExact: complete && ids.length <= COUNTED };
    return { ...pageFrom(listed, asked.query, before), ...count };
  }

  /** All that fit, when either the words or the caller's tickets are few; undefined when neither are. */
  private async few(asked: WordQuery, newest: Found): Promise<Found | undefined> {
    if (newest.complete) return newest;
    if (newest.ids.length * ROUNDS > COUNTED) return undefined;
    const own = await this.readable(asked);
    if (own.length > COUNTED) return undefined;
    return { ids: (await this.ask({ words: wordsOf(asked), among: own })).ids, complete: true };
  }

  private async below(asked: WordQuery, before: string): Promise<Found> {
    return this.more(asked, await this.round(asked, before), limitOf(asked.query) + 1);
  }

  /** Goes on until there are enough, or for a few rounds. */
  private async more(asked: WordQuery, first: Found, enough: number): Promise<Found> {
    const ids = [...first.ids];
    let last = first;
    for (let round = 1; round < ROUNDS && !last.complete && ids.length < enough; round += 1) {
      last = await this.round(asked, last.end);
      ids.push(...last.ids);
    }
    return { ...last, ids };
  }

  private async round(asked: WordQuery, before?: string): Promise<Found> {
    const search = { words: wordsOf(asked), ...(before === undefined ? {} : { before }) };
    const { ids, complete } = await this.ask(search);
    return { ids: ids.length === 0 ? [] : await this.readable(asked, ids), complete, end: ids.at(-1) };
  }

  private async readable(asked: WordQuery, among?: readonly string[]): Promise<string[]> {
    const { text, values } = readableSearch(asked, COUNTED + 1, among);
    const joined = `select string_agg(id::text, ',' order by id desc) as ids from (${text}) found`;
    const [row] = await this.database.source.query<{ ids: string | null }[]>(joined, values);
    return row?.ids?.split(',') ?? [];
  }

  private async ask(search: WordSearch): Promise<WordsFound> {
    try {
      return await this.intake.post('intake', '/internal/words', search, { timeoutMs: ANSWER_WITHIN_MS });
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'unavailable') throw error;
      throw new DomainError('unavailable', 'intake, which searches the words, does not answer; other searches go on');
    }
  }
}

/** One page; where not all has been looked through, the next one begins there, even when this one is not full. */
function pageFrom({ ids, complete, end }: Found, query: PageQuery, before: string | undefined): Page<string> {
  const limit = limitOf(query);
  const page = pageOf(
    ids.filter((id) => before === undefined || id < before),
    limit,
    (id) => [id],
  );
  if (page.next !== undefined || complete || end === undefined) return page;
  return { ...page, next: encodeCursor([end]) };
}

const wordsOf = ({ query }: WordQuery): string => query.words ?? '';
