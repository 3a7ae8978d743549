import { MOST_VERSIONS, SuggestionView } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Answers, Caller, Internal, PathId, type Actor } from '@gridwhistle/platform';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { SuggestionQueries } from './suggestion.queries.js';
import type { Tally } from './suggestion.store.js';
import { VersionCommands } from './version.commands.js';
import type { VersionRow } from './version.store.js';

@Controller('api/v1/tickets')
export class SuggestionController {
  constructor(private readonly queries: SuggestionQueries) {}

  /** What was suggested for a report without a category, for whoever may see the ticket; codes, no words. */
  @Get(':id/suggestion')
  @Answers(200, SuggestionView, {
    summary: 'What was suggested for a report without a category',
    description: 'Category and unit, how sure they are, and what became of them',
  })
  suggestion(@PathId() id: string, @Caller() actor: Actor): Promise<SuggestionView> {
    return this.queries.ofTicket(id, actor);
  }
}

/** The versions of what was learnt, for `gw suggestions`. */
@Internal()
@Controller('internal/suggestions')
export class VersionController {
  constructor(
    private readonly commands: VersionCommands,
    private readonly queries: SuggestionQueries,
  ) {}

  @Get()
  async list(): Promise<{ versions: VersionRow[] }> {
    return { versions: await this.commands.list() };
  }

  @Post()
  @HttpCode(202)
  learn(): Promise<VersionRow> {
    return this.commands.learn();
  }

  @Get(':version/outcomes')
  async outcomes(@Param('version') version: string): Promise<{ outcomes: Tally[] }> {
    return { outcomes: await this.queries.outcomesOf(numberOf(version)) };
  }

  @Post(':version/in-force')
  @HttpCode(200)
  putInForce(@Param('version') version: string): Promise<VersionRow> {
    return this.commands.putInForce(numberOf(version));
  }
}

function numberOf(version: string): number {
  const number = Number(version);
  if (/^\d+$/.test(version) && number <= MOST_VERSIONS) return number;
  throw new DomainError('suggestion.unknown', 'a version is a whole number');
}
