import type { RecountState } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Internal } from '@gridwhistle/platform';
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Recount } from './recount.js';

/** For `gw assessment recompute`: are a period's figures what its events say. */
@Internal()
@Controller('internal/recount')
export class RecountController {
  constructor(private readonly recount: Recount) {}

  @Post()
  @HttpCode(202)
  begin(
    @Query('period') period?: string,
    @Query('plan') plan?: string,
    @Query('keep') keep?: string,
  ): Promise<RecountState> {
    if (period !== undefined) return this.recount.begin(plan, period, keep === 'true');
    throw new DomainError('input.invalid', '1 problem(s) in the input', [{ field: 'period', message: 'is missing' }]);
  }

  @Get()
  state(): RecountState {
    return this.recount.now;
  }
}
