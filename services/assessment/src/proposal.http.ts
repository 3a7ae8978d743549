import { MakeProposal } from '@gridwhistle/contracts';
import {
  Answers,
  Caller,
  IdempotencyKey,
  linked,
  type Actor,
  type HttpRequest,
  type Page,
  type Reply,
} from '@gridwhistle/platform';
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ProposalView } from './answers.js';
import { Listing } from './listing.js';
import { ProposalCommands } from './proposal.commands.js';
import { ProposalQuery } from './queries.js';

@Controller('api/v1/proposals')
export class ProposalController {
  constructor(
    private readonly proposals: ProposalCommands,
    private readonly listing: Listing,
  ) {}

  @Post()
  @Answers(201, ProposalView, { description: 'The proposal; it counts at once.' })
  make(@Body() asked: MakeProposal, @IdempotencyKey() key: string, @Caller() actor: Actor): Promise<ProposalView> {
    return this.proposals.make(asked, { actor, key });
  }

  @Get()
  @ApiOperation({ summary: 'Proposals, newest first' })
  @Answers(200, ProposalView, {
    description: 'The centre sees all, others their own and those about them.',
    page: true,
  })
  async list(
    @Query() query: ProposalQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Page<ProposalView>> {
    return linked(request, reply, await this.listing.proposals(query, actor));
  }
}
