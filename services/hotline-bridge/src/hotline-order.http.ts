import {
  HotlineCallBack,
  HotlineOrder,
  HotlineOrderAccepted,
  HotlineOrderView,
  HotlineOrderWords,
  HotlineSaidAccepted,
  HotlineUrge,
  HotlineWithdrawal,
} from '@gridwhistle/contracts';
import { Answers, Internal, PathId, type Reply } from '@gridwhistle/platform';
import { applyDecorators, Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { HotlineOrderCommands, type Taken } from './hotline-order.commands.js';
import { HotlineOrderQueries } from './hotline-order.queries.js';
import { HotlineSaidCommands } from './hotline-said.commands.js';
import { MessageId, SignedByHotline } from './signature.js';

const numberParam = {
  name: 'number',
  description: "The hotline's own number",
  schema: { type: 'string' as const, maxLength: 64 },
};

/** An answer to something that is said about an order. */
const Said = (description: string): MethodDecorator =>
  applyDecorators(
    ApiParam(numberParam),
    ApiOkResponse({ description: 'The same message came before: the first answer again' }),
    Answers(201, HotlineSaidAccepted, { description }),
  );

/** The exchange with 12345 in the bridge's own format. */
@Controller('hotline/v1/orders')
@SignedByHotline()
export class HotlineOrderController {
  constructor(
    private readonly commands: HotlineOrderCommands,
    private readonly said: HotlineSaidCommands,
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
    return answered(reply, await this.commands.receive(order, { messageId }));
  }

  /** Tell what the caller said about the result. */
  @Post(':number/call-backs')
  @Said('The call-back')
  @ApiConflictResponse({ description: '`hotline-order.contradiction` the caller had said something else about it' })
  async callBack(
    @Param('number') number: string,
    @Body() said: HotlineCallBack,
    @MessageId() messageId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<HotlineSaidAccepted> {
    return answered(reply, await this.said.callBack(number, said, { messageId }));
  }

  /** Press for an order. */
  @Post(':number/urges')
  @Said('The urge')
  async urge(
    @Param('number') number: string,
    @Body() said: HotlineUrge,
    @MessageId() messageId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<HotlineSaidAccepted> {
    return answered(reply, await this.said.urge(number, said, { messageId }));
  }

  /** Ask to withdraw an order; the owner of its ticket rules. */
  @Post(':number/withdrawal')
  @Said('The wish')
  async withdraw(
    @Param('number') number: string,
    @Body() said: HotlineWithdrawal,
    @MessageId() messageId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<HotlineSaidAccepted> {
    return answered(reply, await this.said.withdraw(number, said, { messageId }));
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

/** 201 the first time, 200 for a repeat. */
export function answered<Answer>(reply: Reply, { answer, fresh }: Taken<Answer>): Answer {
  void reply.status(fresh ? 201 : 200);
  return answer;
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
