import { parseContract, Repartition, type OpenThere } from '@gridwhistle/contracts';
import { Database, Internal } from '@gridwhistle/platform';
import { Body, Controller, HttpCode, Post, type Type } from '@nestjs/common';
import { openGroups, type OpenQuestion } from './open-groups.js';

/** For the console, before it applies a profile: what of a service's own is open where the profile ends something. */
export function repartitionController(questions: readonly OpenQuestion[]): Type<object> {
  @Internal()
  @Controller('internal/repartition')
  class RepartitionController {
    constructor(private readonly database: Database) {}

    @Post()
    @HttpCode(200)
    async open(@Body() asked: unknown): Promise<OpenThere> {
      return { open: await openGroups(this.database.source.manager, questions, parseContract(Repartition, asked)) };
    }
  }
  return RepartitionController;
}
