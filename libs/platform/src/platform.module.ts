import { Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AuthGuard } from './auth.guard.js';
import type { CommonSettings } from './common-settings.js';
import { ContractPipe } from './contract.pipe.js';
import { Database, openDatabase } from './database.js';
import { DEFINITION, SETTINGS, type ServiceDefinition } from './definition.js';
import { Health, HealthController } from './health.js';
import { Idempotency } from './idempotency.js';
import { InternalClient } from './internal-client.js';
import { Metrics } from './metrics.js';
import { ProblemFilter } from './problem.filter.js';
import { TokenKeys } from './token-keys.js';
import { Workers } from './workers.js';

const GIVEN = [DataSource, Database, Idempotency, Health, Metrics, InternalClient, Workers];

/** What every service has; global, so that a service's modules import nothing to use it. */
@Module({ controllers: [HealthController] })
export class PlatformModule implements OnModuleInit {
  constructor(
    private readonly health: Health,
    private readonly source: DataSource,
  ) {}

  /** The database is connected and migrated before any other module's `onModuleInit` runs. */
  static forRoot<S extends CommonSettings>(definition: ServiceDefinition<S>, settings: S): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: DEFINITION, useValue: definition },
        { provide: DataSource, useFactory: () => openDatabase(definition as ServiceDefinition, settings) },
        ...GIVEN.slice(1),
        TokenKeys,
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_PIPE, useClass: ContractPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [SETTINGS, DEFINITION, ...GIVEN],
    };
  }

  onModuleInit(): void {
    this.health.add('database', async () => {
      await this.source.query('select 1');
      return { ok: true, detail: 'answers' };
    });
  }
}
