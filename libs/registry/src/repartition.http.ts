import { parseContract, Repartition, type OpenThere } from '@gridwhistle/contracts';
import { ClockStore } from '@gridwhistle/messaging';
import { Database, Internal } from '@gridwhistle/platform';
import { Body, Controller, HttpCode, Post, type Type } from '@nestjs/common';
import { movedGroups, openGroups, type OpenQuestion } from './open-groups.js';

/** For the console, before it applies a profile: what of a service's own is open where the profile ends something. */
export function repartitionController(questions: readonly OpenQuestion[]): Type<object> {
  @Internal()
  @Controller('internal/repartition')
  class RepartitionController {
    constructor(
      private readonly database: Database,
      private readonly clocks: ClockStore,
    ) {}

    @Post()
    @HttpCode(200)
    async open(@Body() asked: unknown): Promise<OpenThere> {
      const repartition = parseContract(Repartition, asked);
      const open = await openGroups(this.database.source.manager, questions, repartition);
      const moved = await this.database.transaction((tx) => movedGroups(tx, this.clocks, repartition));
      return { open: [...open, ...moved] };
    }
  }
  return RepartitionController;
}
