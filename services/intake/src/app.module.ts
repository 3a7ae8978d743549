import { MessagingModule } from '@gridwhistle/messaging';
import { RegistryModule } from '@gridwhistle/registry/copy';
import { Module, type DynamicModule } from '@nestjs/common';
import { Acceptance } from './acceptance.js';
import { AttachmentController, InternalReportController } from './attachment.http.js';
import { AttachmentStore } from './attachment.store.js';
import { CallBackCommands } from './call-back.commands.js';
import type { IntakeSettings } from './config.js';
import { HotlineOrderConsumer, OrderConsumer, TicketConsumer } from './consumers.js';
import { HotlineReports } from './hotline.reports.js';
import { LookCommands } from './look.commands.js';
import { LookStore } from './look.store.js';
import { Offices } from './offices.js';
import { RatingCommands } from './rating.commands.js';
import { RatingStore } from './rating.store.js';
import { ReportBus } from './report.bus.js';
import { ReportCommands } from './report.commands.js';
import { ReportController } from './report.http.js';
import { ReportQueries } from './report.queries.js';
import { ReportStore } from './report.store.js';
import { ReportWriter } from './report.writer.js';
import { Sealed } from './sealed.js';
import { SimilarStore } from './similar.store.js';
import { StandingStore } from './standing.store.js';
import { WantedStore } from './wanted.store.js';
import { WordListController } from './word-lists.http.js';
import { WordController } from './word.http.js';
import { WordIndex } from './word-index.js';
import { WordQueries } from './word.queries.js';
import { WordStore } from './word.store.js';

const STORES = [
  ReportStore,
  SimilarStore,
  AttachmentStore,
  RatingStore,
  StandingStore,
  LookStore,
  WantedStore,
  WordStore,
];
const COMMANDS = [
  Acceptance,
  ReportCommands,
  RatingCommands,
  CallBackCommands,
  LookCommands,
  ReportQueries,
  WordQueries,
];
const CONSUMERS = [HotlineOrderConsumer, TicketConsumer, OrderConsumer, HotlineReports, WordIndex];

@Module({
  controllers: [
    ReportController,
    AttachmentController,
    InternalReportController,
    WordController,
    WordListController,
    ReportBus,
  ],
  providers: [...STORES, ...COMMANDS, ...CONSUMERS, ReportWriter, Sealed, Offices],
})
export class AppModule {
  static forRoot(settings: IntakeSettings): DynamicModule {
    return {
      module: AppModule,
      imports: [MessagingModule.forRoot('intake', settings), RegistryModule.forRoot('intake')],
    };
  }
}
