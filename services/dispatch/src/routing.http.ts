import { DryRunRoutes, DryRunView } from '@gridwhistle/contracts';
import { Answers, Caller, type Actor } from '@gridwhistle/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { RouteTrials } from './routing.trial.js';

@Controller('api/v1/registry/routes')
export class RoutingController {
  constructor(private readonly trials: RouteTrials) {}

  @Post('dry-run')
  @HttpCode(200)
  @Answers(200, DryRunView, { description: 'What would have gone elsewhere; nothing is changed' })
  dryRun(@Body() routes: DryRunRoutes, @Caller() actor: Actor): Promise<DryRunView> {
    return this.trials.run(actor, routes);
  }
}
