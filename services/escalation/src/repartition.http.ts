import { parseContract, Repartition, type OpenThere } from '@gridwhistle/contracts';
import { Database, Internal } from '@gridwhistle/platform';
import { openGroups, type OpenQuestion } from '@gridwhistle/registry/copy';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';

const OPEN = `state not in ('declined', 'completed', 'cancelled')`;
// Named when it was asked for, or later in the place of another.
const SUMMONED = `(select w.id, w.state, named.unit from whistle w cross join lateral (
    select w.lead as unit union select jsonb_array_elements_text(w.assists)
    union select jsonb_array_elements(w.attendance)->>'unit') named) summons`;

const QUESTIONS: readonly OpenQuestion[] = [
  { what: 'whistle-asked', of: 'units', table: 'whistle', column: 'township', where: OPEN },
  { what: 'whistle-summoned', of: 'units', table: SUMMONED, column: 'unit', where: OPEN },
];

/** For the console, before it applies a profile: which open whistles name a unit that it ends. */
@Internal()
@Controller('internal/repartition')
export class RepartitionController {
  constructor(private readonly database: Database) {}

  @Post()
  @HttpCode(200)
  async open(@Body() asked: unknown): Promise<OpenThere> {
    return { open: await openGroups(this.database.source.manager, QUESTIONS, parseContract(Repartition, asked)) };
  }
}
