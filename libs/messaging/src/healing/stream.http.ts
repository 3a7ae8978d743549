import { DomainError } from '@gridwhistle/kernel';
import { Internal } from '@gridwhistle/platform';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Bus } from '../bus.js';
import { Rebuild, type RebuildState } from './rebuild.js';
import { StreamWatch } from './stream-watch.js';
import type { StartAnswer } from './unit-starts.js';
import { Verification, type Comparison } from './verification.js';

/** For other services and `gw stream`: is the stream what the log says, and how it becomes so. 503 while the bus is away. */
@Internal()
@Controller('internal/stream')
export class StreamHttp {
  constructor(
    private readonly bus: Bus,
    private readonly watch: StreamWatch,
    private readonly verification: Verification,
    private readonly rebuild: Rebuild,
  ) {}

  /** Where a durable outside goes on in a stream that is sent again; position 0 while that is going on. */
  @Get('start/:durable')
  async start(@Param('durable') durable: string, @Query('created') created?: string): Promise<StartAnswer> {
    this.needBus();
    return this.watch.startOf(durable, created ?? '');
  }

  @Post('verification')
  @HttpCode(202)
  verify(): Comparison {
    this.needBus();
    return this.verification.begin();
  }

  @Get('verification')
  verified(): Comparison {
    return this.verification.comparison;
  }

  @Post('rebuild')
  @HttpCode(202)
  async ask(): Promise<RebuildState> {
    this.needBus();
    return this.rebuild.ask();
  }

  @Get('rebuild')
  async rebuilding(): Promise<RebuildState> {
    return this.rebuild.state();
  }

  @Post('drop')
  @HttpCode(204)
  async drop(): Promise<void> {
    this.needBus();
    await this.rebuild.drop();
  }

  private needBus(): void {
    if (!this.bus.connected) throw new DomainError('unavailable', 'the bus is away');
  }
}
