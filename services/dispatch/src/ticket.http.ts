import {
  AssignTicket,
  ClaimTicket,
  MarkTicket,
  MergeTicket,
  RedoTicket,
  ReopenTicket,
  SplitTicket,
  type TicketExplanation,
} from '@gridwhistle/contracts';
import { Answers, Caller, IfMatch, Internal, PathId, tagged, type Actor, type Reply } from '@gridwhistle/platform';
import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { TicketView } from './answers.js';
import { Queries } from './queries.js';
import { TicketCommands } from './ticket.commands.js';

const answer = { description: 'The ticket as it is now' };

@Controller('api/v1/tickets')
export class TicketController {
  constructor(
    private readonly tickets: TicketCommands,
    private readonly queries: Queries,
  ) {}

  @Get(':id')
  @ApiOperation({ summary: 'A ticket with its orders, for whoever handles, dispatches or oversees it' })
  @Answers(200, TicketView, answer)
  async ticket(
    @PathId() id: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<TicketView> {
    return tagged(reply, await this.queries.ticket(id, actor));
  }

  @Post(':id/assign')
  @Answers(200, TicketView, answer)
  async assign(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: AssignTicket,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<TicketView> {
    return tagged(reply, await this.tickets.assign({ actor, id, ifMatch }, command));
  }

  @Post(':id/mark')
  @Answers(200, TicketView, answer)
  async mark(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: MarkTicket,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<TicketView> {
    return tagged(reply, await this.tickets.mark({ actor, id, ifMatch }, command));
  }

  @Post(':id/claim')
  @Answers(200, TicketView, answer)
  async claim(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: ClaimTicket,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<TicketView> {
    return tagged(reply, await this.tickets.claim({ actor, id, ifMatch }, command));
  }

  @Post(':id/merge')
  @Answers(200, TicketView, answer)
  async merge(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: MergeTicket,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<TicketView> {
    return tagged(reply, await this.tickets.merge({ actor, id, ifMatch }, command));
  }

  @Post(':id/split')
  @Answers(200, TicketView, answer)
  async split(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: SplitTicket,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<TicketView> {
    return tagged(reply, await this.tickets.split({ actor, id, ifMatch }, command));
  }

  @Post(':id/reopen')
  @Answers(200, TicketView, answer)
  async reopen(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: ReopenTicket,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<TicketView> {
    return tagged(reply, await this.tickets.reopen({ actor, id, ifMatch }, command));
  }

  @Post(':id/redo')
  @Answers(200, TicketView, answer)
  async redo(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: RedoTicket,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<TicketView> {
    return tagged(reply, await this.tickets.redo({ actor, id, ifMatch }, command));
  }
}

/** For intake, which tells the reporter why a matter was found to be private. */
@Internal()
@Controller('internal/tickets')
export class TicketInternalController {
  constructor(private readonly queries: Queries) {}

  @Get(':id/explanation')
  explanation(@PathId() id: string): Promise<TicketExplanation> {
    return this.queries.explanation(id);
  }
}
