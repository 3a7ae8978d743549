import { MakeAppeal, MakeExemption, RefuseAppeal, UpholdAppeal } from '@gridwhistle/contracts';
import {
  Answers,
  Caller,
  IdempotencyKey,
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
import { AppealView, ExemptionView } from './answers.js';
import { AppealCommands } from './appeal.commands.js';
import { Exempting } from './exempting.js';
import { Listing } from './listing.js';
import { ProposalQuery } from './queries.js';

/** What departments hold against their figures, and what leaves them. */
@Controller('api/v1')
export class AppealController {
  constructor(
    private readonly appeals: AppealCommands,
    private readonly exempting: Exempting,
    private readonly listing: Listing,
  ) {}

  @Post('appeals')
  @Answers(201, AppealView, { description: 'The appeal; two reviewers decide.' })
  async make(
    @Body() asked: MakeAppeal,
    @IdempotencyKey() key: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AppealView> {
    return tagged(reply, await this.appeals.make(asked, { actor, key }));
  }

  @Get('appeals')
  @ApiOperation({ summary: 'Appeals, newest first' })
  @Answers(200, AppealView, { description: 'The centre sees all, departments their own.', page: true })
  async list(
    @Query() query: ProposalQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Page<AppealView>> {
    return linked(request, reply, await this.listing.appeals(query, actor));
  }

  @Post('appeals/:id/uphold')
  @Answers(200, AppealView, { description: 'Endorsed by the first reviewer, upheld by the second.' })
  async uphold(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() _command: UpholdAppeal,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AppealView> {
    return tagged(reply, await this.appeals.uphold({ id, ifMatch, actor }));
  }

  @Post('appeals/:id/refuse')
  @Answers(200, AppealView, { description: 'The order stays overdue.' })
  async refuse(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() { reason }: RefuseAppeal,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AppealView> {
    return tagged(reply, await this.appeals.refuse({ id, ifMatch, actor }, reason));
  }

  @Post('exemptions')
  @Answers(201, ExemptionView, { description: 'The exemption; figures that are published stay.' })
  exempt(@Body() asked: MakeExemption, @IdempotencyKey() key: string, @Caller() actor: Actor): Promise<ExemptionView> {
    return this.exempting.make(asked, { actor, key });
  }
}
