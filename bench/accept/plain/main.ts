import 'reflect-metadata';
import { join } from 'node:path';
import { ReportMatter } from '@gridwhistle/contracts';
import { readProfile } from '@gridwhistle/registry';
import { CHECKOUT } from '@gridwhistle/testing/servers';
import { Body, Controller, Get, Headers, Module, Post, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { loadProfileFolder } from '../../../tools/profile/folder.js';
import { ENTITIES } from './entities.js';
import { DATA_KEY, PROFILE, ReportService, type Answer } from './report.service.js';

/** What is measured against: the same report taken in the straightforward way, with what Nest and TypeORM give. */
const setting = (name: string): string => process.env[name] ?? '';
const POOL_SIZE = 20;

@Controller()
class ReportController {
  constructor(private readonly reports: ReportService) {}

  @Post('api/v1/tickets')
  report(@Body() matter: ReportMatter, @Headers('idempotency-key') key: string): Promise<Answer> {
    return this.reports.receive(matter, key);
  }

  @Get('healthz')
  health(): object {
    return { ok: true };
  }
}

@Module({
  controllers: [ReportController],
  providers: [
    ReportService,
    { provide: DATA_KEY, useValue: Buffer.from(setting('GW_DATA_KEY'), 'base64') },
    {
      provide: PROFILE,
      useFactory: async () => readProfile((await loadProfileFolder(join(CHECKOUT, 'profiles/longli'))).profile),
    },
    {
      provide: DataSource,
      useFactory: () =>
        new DataSource({
          ...{ type: 'postgres', url: setting('GW_DATABASE_URL'), entities: ENTITIES, poolSize: POOL_SIZE },
        }).initialize(),
    },
  ],
})
class PlainModule {}

const app = await NestFactory.create<NestFastifyApplication>(PlainModule, new FastifyAdapter(), {
  logger: ['error', 'warn'],
});
app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
app.enableShutdownHooks();
await app.listen(Number(setting('GW_PORT')), '127.0.0.1');
