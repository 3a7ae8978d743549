import {
  DirectiveView,
  DraftDirective,
  IssueDirective,
  RemindDirective,
  RevokeDirective,
} from '@gridwhistle/contracts';
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
import { DirectiveCommands } from './directive.commands.js';
import { DirectiveDrafting } from './directive.drafting.js';
import { DirectiveQueries } from './directive.queries.js';
import { DirectiveProgress, DirectiveQuery, ProgressQuery } from './directive.query.js';

const answer = { description: 'The directive as it is now' };

/** Orders from above, to units and persons at any tier. */
@Controller('api/v1/directives')
export class DirectiveController {
  constructor(
    private readonly drafting: DirectiveDrafting,
    private readonly directives: DirectiveCommands,
    private readonly queries: DirectiveQueries,
  ) {}

  @Post()
  @Answers(201, DirectiveView, { description: 'The draft, which counts whom it would reach' })
  async draft(
    @Body() asked: DraftDirective,
    @IdempotencyKey() key: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<DirectiveView> {
    const directive = await this.drafting.draft(actor, asked, key);
    void reply.header('Location', `/api/v1/directives/${directive.id}`);
    return tagged(reply, directive);
  }

  @Get()
  @ApiOperation({ summary: "Directives of the caller's units, for the centre of everybody, newest first" })
  @Answers(200, DirectiveView, { description: 'Directives without their words', page: true })
  async list(
    @Query() query: DirectiveQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Page<DirectiveView>> {
    return linked(request, reply, await this.queries.listed(query, actor));
  }

  @Get(':id')
  @ApiOperation({ summary: 'A directive with its words, for its issuer and the centre' })
  @Answers(200, DirectiveView, answer)
  async read(
    @PathId() id: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<DirectiveView> {
    return tagged(reply, await this.queries.directive(id, actor));
  }

  @Get(':id/progress')
  @ApiOperation({ summary: "Receipts by state, in an area of the caller's and in each area next below" })
  @Answers(200, DirectiveProgress, { description: 'How far the directive is' })
  progress(@PathId() id: string, @Query() query: ProgressQuery, @Caller() actor: Actor): Promise<DirectiveProgress> {
    return this.queries.progress(id, query, actor);
  }

  @Post(':id/issue')
  @Answers(200, DirectiveView, answer)
  async issue(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: IssueDirective,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<DirectiveView> {
    return tagged(reply, await this.directives.issue({ actor, id, ifMatch }, command));
  }

  @Post(':id/remind')
  @Answers(200, DirectiveView, answer)
  async remind(
    @PathId() id: string,
    @IdempotencyKey() key: string,
    @Body() _command: RemindDirective,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<DirectiveView> {
    return tagged(reply, await this.directives.remind({ actor, id }, key));
  }

  @Post(':id/revoke')
  @Answers(200, DirectiveView, answer)
  async revoke(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: RevokeDirective,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<DirectiveView> {
    return tagged(reply, await this.directives.revoke({ actor, id, ifMatch }, command));
  }
}
