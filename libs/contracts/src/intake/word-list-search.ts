import { Shape } from '../command.js';
import { Code, Ids, List, Texts } from '../fields.js';

/** One list of words. */
@Shape()
export class ListedWords {
  @Code() code!: string;
  @Texts(100, 20) words!: string[];
}

/** Tickets asked about at once. */
export const MOST_SEARCHED = 500;

/** What intake is asked by a service that tries other lists of words on tickets: what people wrote stays in intake. */
@Shape()
export class WordListSearch {
  @List(() => ListedWords, 20) lists!: ListedWords[];
  @Ids(MOST_SEARCHED) ids!: string[];
}

/** The lists that each report falls under; those that intake does not have are left out. */
export interface WordListsFound {
  readonly found: readonly (readonly [ticketId: string, lists: readonly string[]])[];
}
