import {
  HotlineCallBack,
  HotlineCallBackAccepted,
  HotlineOrder,
  HotlineOrderAccepted,
  HotlineOrderView,
  HotlineOrderWords,
} from '@gridwhistle/contracts';
import { Answers, Internal, PathId, Public, type Reply } from '@gridwhistle/platform';
import { Body, Controller, Get, Param, Post, Res, UseGuards } from '@nestjs/common';
import { ApiConflictResponse, ApiHeaders, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { HotlineOrderCommands } from './hotline-order.commands.js';
import { HotlineOrderQueries } from './hotline-order.queries.js';
import { HotlineOnly, MessageId } from './signature.js';

const numberParam = {
  name: 'number',
  description: "The hotline's own number",
  schema: { type: 'string' as const, maxLength: 64 },
};

/** The exchange with 12345: every request is signed after the Standard Webhooks specification. */
@Controller('hotline/v1/orders')
@Public()
@UseGuards(HotlineOnly)
@ApiHeaders([
  { name: 'webhook-id', required: true, description: 'Id of the message; the same at every attempt.' },
  { name: 'webhook-timestamp', required: true, description: 'Seconds since 1970; at most five minutes off.' },
  { name: 'webhook-signature', required: true, description: '`v1,` and the base64 HMAC-SHA256 of id.timestamp.body.' },
])
export class HotlineOrderController {
  constructor(
    private readonly commands: HotlineOrderCommands,
    private readonly queries: HotlineOrderQueries,
  ) {}

  /** Hand a work order over; the same number with the same content is the same order. */
  @Post()
  @ApiOkResponse({ description: 'The same order came before: the first answer again' })
  @ApiConflictResponse({ description: '`hotline-order.contradiction` the number came before with other content' })
  @Answers(201, HotlineOrderAccepted, { description: 'The order and its ticket' })
  async receive(
    @Body() order: HotlineOrder,
    @MessageId() messageId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<HotlineOrderAccepted> {
    const { answer, fresh } = await this.commands.receive(order, messageId);
    void reply.status(fresh ? 201 : 200);
    return answer;
  }

  /** Tell what the caller said about the result. */
  @Post(':number/call-backs')
  @ApiParam(numberParam)
  @ApiOkResponse({ description: 'The same message came before: the first answer again' })
  @Answers(201, HotlineCallBackAccepted, { description: 'The call-back' })
  async callBack(
    @Param('number') number: string,
    @Body() said: HotlineCallBack,
    @MessageId() messageId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<HotlineCallBackAccepted> {
    const { answer, fresh } = await this.commands.callBack(number, said, messageId);
    void reply.status(fresh ? 201 : 200);
    return answer;
  }

  /** Where an order stands, and which messages went out or are owed. */
  @Get(':number')
  @ApiParam(numberParam)
  @Answers(200, HotlineOrderView, {
    summary: 'Where an order of the hotline stands, and which messages went out or are owed',
    description: 'State of the order',
  })
  state(@Param('number') number: string): Promise<HotlineOrderView> {
    return this.queries.byNumber(number);
  }
}

/** The words of work orders for other services. */
@Controller('internal/hotline-orders')
@Internal()
export class InternalHotlineOrderController {
  constructor(private readonly queries: HotlineOrderQueries) {}

  @Get(':id')
  words(@PathId() ticketId: string): Promise<HotlineOrderWords> {
    return this.queries.words(ticketId);
  }
}
