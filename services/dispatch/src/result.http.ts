import { DomainError } from '@gridwhistle/kernel';
import { Answers, Caller, Internal, PathId, tagged, type Actor, type Reply } from '@gridwhistle/platform';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { OrderResult, OrderView } from './answers.js';
import { Queries } from './queries.js';

/** What is read of orders. */
@Controller('api/v1/orders')
export class OrderReadController {
  constructor(private readonly queries: Queries) {}

  @Get(':id')
  @ApiOperation({ summary: 'An order, for whoever handles, verifies, dispatches or oversees it' })
  @Answers(200, OrderView, { description: 'The order' })
  async order(
    @PathId() id: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.queries.order(id, actor));
  }

  @Get(':id/result')
  @ApiOperation({ summary: 'The words of an order, for its holder, verifier, dispatching unit and the centre' })
  @Answers(200, OrderResult, { description: 'What the units wrote' })
  result(@PathId() id: string, @Caller() actor: Actor): Promise<OrderResult> {
    return this.queries.result(id, actor);
  }

  @Get(':id/result/proof/:n')
  @ApiOperation({ summary: 'One picture of the proof, for whoever may read the result' })
  @ApiParam({ name: 'n', schema: { type: 'integer', minimum: 0, maximum: 9999 } })
  @ApiOkResponse({ description: 'The picture', content: { 'image/jpeg': {}, 'image/png': {}, 'image/webp': {} } })
  async proof(
    @PathId() id: string,
    @Param('n') n: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Buffer> {
    if (!/^\d{1,4}$/.test(n)) throw new DomainError('not-found', 'there is no such picture');
    const { mediaType, bytes } = await this.queries.proof(id, Number(n), actor);
    void reply.headers({
      'Content-Type': mediaType,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    return bytes;
  }
}

/** For other services, which guard the words as dispatch does: the bridge sends a result to the hotline. */
@Internal()
@Controller('internal/orders')
export class OrderInternalController {
  constructor(private readonly queries: Queries) {}

  @Get(':id/result')
  result(@PathId() id: string, @Caller() actor: Actor): Promise<OrderResult> {
    return this.queries.result(id, actor);
  }
}
