import { FreezePeriod, OpenPeriod } from '@gridwhistle/contracts';
import { Progress } from '@gridwhistle/messaging';
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
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { AssessmentView, FactView, PeriodView, RankingView } from './answers.js';
import { AssessmentQueries } from './assessment.queries.js';
import { PeriodCommands } from './period.commands.js';
import { FactQuery, RankingQuery, ScoreQuery } from './queries.js';
import { RankingQueries } from './ranking.queries.js';

@Controller('api/v1/assessments')
export class AssessmentController {
  constructor(
    private readonly queries: AssessmentQueries,
    private readonly rankings: RankingQueries,
    private readonly periods: PeriodCommands,
    private readonly progress: Progress,
  ) {}

  @Post(':plan/:period/open')
  @Answers(201, PeriodView, { description: 'The period; the plan that it is scored by never changes.' })
  open(
    @Param('plan') plan: string,
    @Param('period') period: string,
    @Body() _asked: OpenPeriod,
    @IdempotencyKey() key: string,
    @Caller() actor: Actor,
  ): Promise<PeriodView> {
    return this.periods.open({ plan, period, actor, key });
  }

  @Post(':plan/:period/freeze')
  @Answers(201, PeriodView, { description: 'The period; nothing that happens later counts in it.' })
  async freeze(
    @Param('plan') plan: string,
    @Param('period') period: string,
    @Body() _asked: FreezePeriod,
    @IdempotencyKey() key: string,
    @Caller() actor: Actor,
  ): Promise<PeriodView> {
    const hasAllArrived = await this.progress.caughtUp();
    return this.periods.freeze({ plan, period, actor, key, hasAllArrived });
  }

  @Get(':plan/:period')
  @ApiOperation({ summary: 'Figures of a period, unit by unit: as they are now, frozen ones once it is frozen' })
  @Answers(200, AssessmentView, { description: 'The units that the caller may see, by code.' })
  async figures(
    @Param('plan') plan: string,
    @Param('period') period: string,
    @Query() query: ScoreQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<AssessmentView> {
    return linked(request, reply, await this.queries.assessment(plan, period, actor, query));
  }

  @Get(':plan/:period/scores')
  @ApiOperation({ summary: 'The ranking of a period: all of it, or its top or bottom list' })
  @Answers(200, RankingView, {
    description: 'Once published for all staff; before, the units that the caller may see.',
  })
  async scores(
    @Param('plan') plan: string,
    @Param('period') period: string,
    @Query() query: RankingQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<RankingView> {
    return linked(request, reply, await this.rankings.ranking(plan, period, actor, query));
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
    return linked(request, reply, await this.queries.facts(plan, period, actor, query));
  }
}
