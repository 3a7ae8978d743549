import type { WordList } from './document/routes.js';

/** Named lists of words, ready to be looked for in what people wrote. Full and half width, upper and lower case are alike. */
export class WordLists {
  private readonly lists: readonly (readonly [code: string, words: readonly string[]])[];

  constructor(lists: readonly WordList[]) {
    this.lists = lists.map(({ code, words }) => [code, words.map(plain)]);
  }

  /** Codes of the lists of which a word stands in one of the texts. */
  in(...texts: readonly (string | undefined)[]): string[] {
    if (this.lists.length === 0) return [];
    const said = texts.map((text) => plain(text ?? ''));
    const stands = (word: string): boolean => said.some((text) => text.includes(word));
    return this.lists.filter(([, words]) => words.some(stands)).map(([code]) => code);
  }
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
