import { TopicTicketView, TopicView } from '@gridwhistle/contracts';
import {
  Answers,
  Caller,
  Internal,
  PathId,
  linked,
  type Actor,
  type HttpRequest,
  type Page,
  type Reply,
} from '@gridwhistle/platform';
import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { TopicQueries, TopicQuery, TopicTicketQuery } from './topic.queries.js';
import type { MonthRow } from './topic.store.js';

/** Matters that come again and again, by month; codes, counts and ids, no words. */
@Controller('api/v1/topics')
export class TopicController {
  constructor(private readonly queries: TopicQueries) {}

  @Get(':month')
  @Answers(200, TopicView, {
    summary: 'Matters that come again and again in an area in a month, the largest first',
    description: 'Topics',
    page: true,
  })
  async topics(
    @Param('month') month: string,
    @Query() query: TopicQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Page<TopicView>> {
    return linked(request, reply, await this.queries.list(month, query, actor));
  }

  @Get(':month/:id/tickets')
  @Answers(200, TopicTicketView, {
    summary: 'The tickets behind a topic, the oldest first',
    description: 'Tickets',
    page: true,
  })
  async tickets(
    @Param('month') month: string,
    @PathId() id: string,
    @Query() query: TopicTicketQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Page<TopicTicketView>> {
    return linked(request, reply, await this.queries.tickets(month, id, query, actor));
  }
}

/** Asking for a month of topics, for `gw topics`. */
@Internal()
@Controller('internal/topics')
export class TopicMonthController {
  constructor(private readonly queries: TopicQueries) {}

  @Get(':month')
  state(@Param('month') month: string): Promise<MonthRow> {
    return this.queries.state(month);
  }

  @Post(':month')
  @HttpCode(202)
  want(@Param('month') month: string): Promise<MonthRow> {
    return this.queries.want(month);
  }
}
