import {
  Answers,
  Caller,
  PageQuery,
  PathId,
  linked,
  type Actor,
  type HttpRequest,
  type Reply,
} from '@gridwhistle/platform';
import { QueryContract } from '@gridwhistle/contracts';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation } from '@nestjs/swagger';
import { Ledger } from './ledger.js';
import { OrderQuery, TicketQuery } from './ledger.query.js';
import { LedgerCaseView, LedgerOrderView, TicketPage, TimelineEntry } from './ledger.views.js';
import { Owned } from './owned.js';

/** The page of a timeline. */
@QueryContract()
export class TimelineQuery extends PageQuery {}

const REPORTER = {
  name: 'GW-Reporter-Code',
  required: false,
  description: "The reporter's code instead of a token: intake answers with what the reporter may see.",
};

@Controller('api/v1/tickets')
export class TicketsController {
  constructor(
    private readonly ledger: Ledger,
    private readonly owned: Owned,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Search the ledger, newest first' })
  @Answers(200, TicketPage, { description: 'Tickets that the caller may see; GW-As-Of tells how fresh the ledger is' })
  async search(
    @Query() query: TicketQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<TicketPage> {
    await this.owned.tellLag(reply);
    return linked(request, reply, await this.ledger.tickets(actor, query));
  }

  @Get(':id')
  @ApiOperation({ summary: "A ticket's case file, from its owner" })
  @ApiHeader(REPORTER)
  @Answers(200, LedgerCaseView, {
    description: 'The ticket with its orders; from the ledger while dispatch does not answer',
  })
  read(@PathId() id: string, @Caller() actor: Actor, @Req() request: HttpRequest, @Res() reply: Reply): Promise<void> {
    return this.owned.answer(request, reply, {
      owners: ['dispatch', 'intake'],
      copy: () => this.ledger.case(actor, id),
    });
  }

  @Get(':id/timeline')
  @ApiOperation({ summary: "A ticket's way through the tiers, oldest first" })
  @Answers(200, TimelineEntry, { description: 'Events of the ticket and of all that belongs to it', page: true })
  async timeline(
    @PathId() id: string,
    @Query() query: TimelineQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    await this.owned.tellLag(reply);
    return linked(request, reply, await this.ledger.timeline(actor, id, query));
  }
}

@Controller('api/v1/orders')
export class OrdersController {
  constructor(
    private readonly ledger: Ledger,
    private readonly owned: Owned,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Orders from the ledger, newest first' })
  @Answers(200, LedgerOrderView, { description: 'Orders that the caller may see', page: true })
  async search(
    @Query() query: OrderQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    await this.owned.tellLag(reply);
    return linked(request, reply, await this.ledger.orders(actor, query));
  }

  @Get(':id')
  @ApiOperation({ summary: 'An order, from its owner' })
  @Answers(200, LedgerOrderView, { description: 'The order; from the ledger while dispatch does not answer' })
  read(@PathId() id: string, @Caller() actor: Actor, @Req() request: HttpRequest, @Res() reply: Reply): Promise<void> {
    return this.owned.answer(request, reply, { owners: ['dispatch'], copy: () => this.ledger.order(actor, id) });
  }
}
