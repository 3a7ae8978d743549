import { HotlineParkedMessage } from '@gridwhistle/contracts';
import {
  Answers,
  Caller,
  decodeCursor,
  limitOf,
  PageQuery,
  pageOf,
  PathId,
  linked,
  type Actor,
  type HttpRequest,
  type Page,
  type Reply,
} from '@gridwhistle/platform';
import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { OutgoingCommands } from './outgoing.commands.js';
import type { OutgoingRow } from './outgoing.store.js';

/** Messages that 12345 would not have, for the centre. */
@Controller('api/v1/hotline/messages')
export class OutgoingController {
  constructor(private readonly commands: OutgoingCommands) {}

  @Get('parked')
  @ApiOperation({ summary: 'Messages that 12345 would not have, oldest first' })
  @Answers(200, HotlineParkedMessage, { description: 'A page of parked messages', page: true })
  async parked(
    @Query() query: PageQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Page<HotlineParkedMessage>> {
    const limit = limitOf(query);
    const [after] = decodeCursor(query.cursor, ['id']) ?? [];
    const rows = await this.commands.parked(actor, limit + 1, after as string | undefined);
    const { items, ...more } = pageOf(rows, limit, ({ id }) => [id]);
    const page = { items: items.map(viewOf), ...more };
    return linked(request, reply, page);
  }

  @Post(':id/retry')
  @ApiOperation({ summary: 'Send a parked message again' })
  @Answers(200, HotlineParkedMessage, { description: 'The message as it is now' })
  async retry(@PathId() id: string, @Caller() actor: Actor): Promise<HotlineParkedMessage> {
    return viewOf(await this.commands.retry(id, actor));
  }

  @Post(':id/drop')
  @ApiOperation({ summary: 'Give a parked message up' })
  @Answers(200, HotlineParkedMessage, { description: 'The message as it is now' })
  async drop(@PathId() id: string, @Caller() actor: Actor): Promise<HotlineParkedMessage> {
    return viewOf(await this.commands.drop(id, actor));
  }
}

const viewOf = ({ id, ticketId, message, round, state, happenedAt, attempts, reason }: OutgoingRow) => ({
  id,
  ticketId,
  message,
  round,
  state,
  at: happenedAt.toISOString(),
  attempts,
  ...(reason === null ? {} : { reason }),
});
