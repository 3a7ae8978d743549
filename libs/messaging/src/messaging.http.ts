import { DomainError } from '@gridwhistle/kernel';
import { Internal } from '@gridwhistle/platform';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { DeadLetters, type DeadLetter } from './dead-letters.js';
import { EventPages, type History } from './event-pages.js';
import type { EventPage } from './gap.js';
import { Progress, type DrainState, type OutboxState } from './progress.js';
import { isUuid } from './is-uuid.js';

/** For other services and the operator's tool: gaps, dead letters, how far everything is. */
@Internal()
@Controller('internal')
export class MessagingHttp {
  constructor(
    private readonly letters: DeadLetters,
    private readonly pages: EventPages,
    private readonly progress: Progress,
  ) {}

  @Get('events/:entity/:id')
  async events(
    @Param('entity') entity: string,
    @Param('id') id: string,
    @Query('after') after?: string,
  ): Promise<EventPage> {
    if (!isUuid(id)) throw invalid('id', 'must be a UUID');
    return this.pages.page(entity, id, whole('after', after ?? '0'));
  }

  /** Everything that happened to the aggregates of an entity, page by page: figures are counted anew from it. */
  @Get('events/:entity')
  async history(
    @Param('entity') entity: string,
    @Query('until') until: string,
    @Query('aggregate') aggregate: string,
    @Query('sequence') sequence?: string,
  ): Promise<History> {
    if (!isUuid(aggregate)) throw invalid('aggregate', 'must be a UUID');
    if (Number.isNaN(Date.parse(until))) throw invalid('until', 'must be a time');
    return this.pages.history(entity, { aggregate, sequence: whole('sequence', sequence ?? '0') }, new Date(until));
  }

  @Get('dead-letters')
  async list(@Query('after') after?: string, @Query('limit') limit?: string): Promise<{ deadLetters: DeadLetter[] }> {
    const page = await this.letters.list(whole('after', after ?? '0'), Math.min(whole('limit', limit ?? '100'), 500));
    return { deadLetters: page };
  }

  @Get('dead-letters/:id')
  async show(@Param('id') id: string): Promise<DeadLetter> {
    return this.letters.show(whole('id', id));
  }

  @Post('dead-letters/:id/retry')
  @HttpCode(200)
  async retry(@Param('id') id: string): Promise<object> {
    return this.letters.retry(whole('id', id));
  }

  @Post('dead-letters/:id/drop')
  @HttpCode(200)
  async drop(@Param('id') id: string): Promise<object> {
    return this.letters.drop(whole('id', id));
  }

  @Get('outbox')
  async outbox(): Promise<OutboxState> {
    return this.progress.outbox();
  }

  /** 503 while the bus is away. */
  @Get('drained')
  async drained(): Promise<DrainState> {
    return this.progress.drained().catch((error: Error) => {
      throw new DomainError('unavailable', error.message);
    });
  }
}

function whole(field: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw invalid(field, 'must be a whole number');
}

const invalid = (field: string, message: string): DomainError =>
  new DomainError('input.invalid', 'the request cannot be read', [{ field, message }]);
