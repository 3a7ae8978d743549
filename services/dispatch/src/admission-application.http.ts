import { AdmissionView, ApplyForAdmission, ApproveAdmission, RefuseAdmission } from '@gridwhistle/contracts';
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
import { AdmissionCommands } from './admission-application.commands.js';
import { DirectiveQueries } from './directive.queries.js';
import { ApplicationQuery } from './directive.query.js';

const answer = { description: 'The application as it is now' };

/** Applications for duties to be given to grids. */
@Controller('api/v1/admissions')
export class AdmissionController {
  constructor(
    private readonly admissions: AdmissionCommands,
    private readonly queries: DirectiveQueries,
  ) {}

  @Post()
  @Answers(201, AdmissionView, { description: 'The application that waits for the centre' })
  async apply(
    @Body() asked: ApplyForAdmission,
    @IdempotencyKey() key: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AdmissionView> {
    const admission = await this.admissions.apply(actor, asked, key);
    void reply.header('Location', `/api/v1/admissions/${admission.id}`);
    return tagged(reply, admission);
  }

  @Get()
  @ApiOperation({ summary: "Applications of the caller's units, for the centre all of them, newest first" })
  @Answers(200, AdmissionView, { description: 'Applications', page: true })
  async list(
    @Query() query: ApplicationQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Page<AdmissionView>> {
    return linked(request, reply, await this.queries.applications(query, actor));
  }

  @Get(':id')
  @ApiOperation({ summary: 'An application, for the unit that made it and the centre' })
  @Answers(200, AdmissionView, answer)
  async read(
    @PathId() id: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AdmissionView> {
    return tagged(reply, await this.queries.admission(id, actor));
  }

  @Post(':id/approve')
  @Answers(200, AdmissionView, answer)
  async approve(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: ApproveAdmission,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AdmissionView> {
    return tagged(reply, await this.admissions.approve({ actor, id, ifMatch }, command));
  }

  @Post(':id/refuse')
  @Answers(200, AdmissionView, answer)
  async refuse(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: RefuseAdmission,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AdmissionView> {
    return tagged(reply, await this.admissions.refuse({ actor, id, ifMatch }, command));
  }
}
