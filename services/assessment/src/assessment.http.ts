import {
  Answers,
  Caller,
  setNextLink,
  type Actor,
  type HttpRequest,
  type Page,
  type Reply,
} from '@gridwhistle/platform';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { AssessmentView, FactView } from './answers.js';
import { AssessmentQueries } from './assessment.queries.js';
import { FactQuery, ScoreQuery } from './queries.js';

@Controller('api/v1/assessments')
export class AssessmentController {
  constructor(private readonly queries: AssessmentQueries) {}

  @Get(':plan/:period')
  @ApiOperation({ summary: 'Figures of a period as they are now, unit by unit' })
  @Answers(200, AssessmentView, { description: 'The units that the caller may see, by code.' })
  async figures(
    @Param('plan') plan: string,
    @Param('period') period: string,
    @Query() query: ScoreQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AssessmentView> {
    const view = await this.queries.assessment(plan, period, actor, query);
    setNextLink(request, reply, { items: view.units, next: view.next });
    return view;
  }

  @Get(':plan/:period/facts')
  @ApiOperation({ summary: 'The facts behind a figure; recounting them gives it' })
  @Answers(200, FactView, { description: 'Facts with what each adds to numerator and denominator.', page: true })
  async facts(
    @Param('plan') plan: string,
    @Param('period') period: string,
    @Query() query: FactQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Page<FactView>> {
    const page = await this.queries.facts(plan, period, actor, query);
    setNextLink(request, reply, page);
    return page;
  }
}
