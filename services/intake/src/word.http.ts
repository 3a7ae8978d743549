import { parseContract, WordSearch, type WordsFound } from '@gridwhistle/contracts';
import { Internal } from '@gridwhistle/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { WordQueries } from './word.queries.js';

/** Tickets by words, for services that show only what their caller may read; in the body, since words are in no address. */
@Controller('internal/words')
@Internal()
export class WordController {
  constructor(private readonly queries: WordQueries) {}

  @Post()
  @HttpCode(200)
  find(@Body() search: unknown): Promise<WordsFound> {
    return this.queries.find(parseContract(WordSearch, search));
  }
}
