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
import { SolvedStore } from './solved.store.js';
import { StandingStore } from './standing.store.js';
import { SuggestionController, VersionController } from './suggestion.http.js';
import { SuggestionLearning } from './suggestion.learning.js';
import { SuggestionOutcomes } from './suggestion.outcomes.js';
import { SuggestionQueries } from './suggestion.queries.js';
import { SuggestionStore } from './suggestion.store.js';
import { Suggestions } from './suggestions.js';
import { TopicFinding } from './topic.finding.js';
import { TopicController, TopicMonthController } from './topic.http.js';
import { TopicQueries } from './topic.queries.js';
import { TopicStore } from './topic.store.js';
import { VersionCommands } from './version.commands.js';
import { VersionStore } from './version.store.js';
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
  SolvedStore,
  SuggestionStore,
  VersionStore,
  TopicStore,
];
const COMMANDS = [
  Acceptance,
  ReportCommands,
  RatingCommands,
  CallBackCommands,
  LookCommands,
  ReportQueries,
  WordQueries,
  VersionCommands,
  SuggestionQueries,
  TopicQueries,
];
const CONSUMERS = [HotlineOrderConsumer, TicketConsumer, OrderConsumer, HotlineReports, WordIndex];
const SUGGESTING = [Suggestions, SuggestionLearning, SuggestionOutcomes, TopicFinding];

@Module({
  controllers: [
    ReportController,
    AttachmentController,
    InternalReportController,
    WordController,
    WordListController,
    SuggestionController,
    VersionController,
    TopicController,
    TopicMonthController,
    ReportBus,
  ],
  providers: [...STORES, ...COMMANDS, ...CONSUMERS, ...SUGGESTING, ReportWriter, Sealed, Offices],
})
export class AppModule {
  static forRoot(settings: IntakeSettings): DynamicModule {
    return {
      module: AppModule,
      imports: [MessagingModule.forRoot('intake', settings), RegistryModule.forRoot('intake')],
    };
  }
}
