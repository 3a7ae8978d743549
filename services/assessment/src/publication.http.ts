import { PublishAssessment } from '@gridwhistle/contracts';
import {
  Answers,
  Caller,
  IdempotencyKey,
  PathId,
  linked,
  type Actor,
  type HttpRequest,
  type Page,
  type Reply,
} from '@gridwhistle/platform';
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { FactView, PublicationView, PublishedView } from './answers.js';
import { AssessmentQueries } from './assessment.queries.js';
import { Listing } from './listing.js';
import { PublicationCommands } from './publication.commands.js';
import { FactQuery, PublicationQuery, ScoreQuery } from './queries.js';

@Controller('api/v1/publications')
export class PublicationController {
  constructor(
    private readonly commands: PublicationCommands,
    private readonly queries: AssessmentQueries,
    private readonly listing: Listing,
  ) {}

  @Post()
  @Answers(201, PublicationView, { description: 'The publication; its figures never change.' })
  async publish(
    @Body() asked: PublishAssessment,
    @IdempotencyKey() key: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<PublicationView> {
    const publication = await this.commands.publish(asked, { actor, key });
    void reply.header('Location', `/api/v1/publications/${publication.id}`);
    return publication;
  }

  @Get()
  @ApiOperation({ summary: 'Publications, newest first' })
  @Answers(200, PublicationView, { description: 'Publications without their figures.', page: true })
  async list(
    @Query() query: PublicationQuery,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Page<PublicationView>> {
    return linked(request, reply, await this.listing.publications(query));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Frozen figures of a period, unit by unit' })
  @Answers(200, PublishedView, { description: 'The units that the caller may see, by code.' })
  async figures(
    @PathId() id: string,
    @Query() query: ScoreQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<PublishedView> {
    return linked(request, reply, await this.queries.published(id, actor, query));
  }

  @Get(':id/facts')
  @ApiOperation({ summary: 'The facts behind a frozen figure, as they were counted' })
  @Answers(200, FactView, { description: 'Facts with what each adds to numerator and denominator.', page: true })
  async facts(
    @PathId() id: string,
    @Query() query: FactQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Page<FactView>> {
    return linked(request, reply, await this.queries.publishedFacts(id, actor, query));
  }
}
