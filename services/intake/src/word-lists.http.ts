import { parseContract, WordListSearch, type WordListsFound } from '@gridwhistle/contracts';
import { Database, Internal } from '@gridwhistle/platform';
import { WordLists } from '@gridwhistle/registry';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ReportStore } from './report.store.js';
import { listsOf } from './report.writer.js';
import { Sealed } from './sealed.js';

/** Which lists of words reports fall under, for dispatch, which tries other routes: it hears codes, never words. */
@Controller('internal/word-lists')
@Internal()
export class WordListController {
  constructor(
    private readonly database: Database,
    private readonly reports: ReportStore,
    private readonly sealed: Sealed,
  ) {}

  @Post()
  @HttpCode(200)
  async find(@Body() search: unknown): Promise<WordListsFound> {
    const { lists, ids } = parseContract(WordListSearch, search);
    const wordLists = new WordLists(lists);
    const rows = await this.reports.wordsOf(this.database.source.manager, ids);
    return { found: rows.map(({ id, words }) => [id, listsOf(this.sealed.openWords(words), { wordLists })]) };
  }
}
