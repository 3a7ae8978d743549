import { ConfirmReceipt, ReceiptView, ReportReceipt, SendBackReceipt, SignReceipt } from '@gridwhistle/contracts';
import {
  Answers,
  Caller,
  IfMatch,
  PathId,
  linked,
  tagged,
  type Actor,
  type HttpRequest,
  type Page,
  type Reply,
} from '@gridwhistle/platform';
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { DirectiveQueries } from './directive.queries.js';
import { ReceiptQuery } from './directive.query.js';
import { ReceiptCommands } from './receipt.commands.js';

const answer = { description: 'The receipt as it is now' };

/** Each target's copy of a directive. */
@Controller('api/v1/receipts')
export class ReceiptController {
  constructor(
    private readonly receipts: ReceiptCommands,
    private readonly queries: DirectiveQueries,
  ) {}

  @Get()
  @ApiOperation({ summary: "What the caller's units and the caller got; of one directive, what the caller may see" })
  @Answers(200, ReceiptView, { description: 'Receipts without words, newest first', page: true })
  async list(
    @Query() query: ReceiptQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Page<ReceiptView>> {
    return linked(request, reply, await this.queries.received(query, actor));
  }

  @Get(':id')
  @ApiOperation({ summary: 'A receipt; the words for its target, the unit and the issuer' })
  @Answers(200, ReceiptView, answer)
  async read(
    @PathId() id: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ReceiptView> {
    return tagged(reply, await this.queries.receipt(id, actor));
  }

  @Post(':id/sign')
  @Answers(200, ReceiptView, answer)
  async sign(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: SignReceipt,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ReceiptView> {
    return tagged(reply, await this.receipts.sign({ actor, id, ifMatch }, command));
  }

  @Post(':id/report')
  @Answers(200, ReceiptView, answer)
  async report(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: ReportReceipt,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ReceiptView> {
    return tagged(reply, await this.receipts.report({ actor, id, ifMatch }, command));
  }

  @Post(':id/confirm')
  @Answers(200, ReceiptView, answer)
  async confirm(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: ConfirmReceipt,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ReceiptView> {
    return tagged(reply, await this.receipts.confirm({ actor, id, ifMatch }, command));
  }

  @Post(':id/send-back')
  @Answers(200, ReceiptView, answer)
  async sendBack(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: SendBackReceipt,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ReceiptView> {
    return tagged(reply, await this.receipts.sendBack({ actor, id, ifMatch }, command));
  }
}
