import { MessagingModule } from '@gridwhistle/messaging';
import { RegistryModule, StaffCopy, staffListConsumer } from '@gridwhistle/registry/copy';
import { Module, type DynamicModule } from '@nestjs/common';
import { AnswerStore } from './answer.store.js';
import { AppealCommands } from './appeal.commands.js';
import { AppealController } from './appeal.http.js';
import { AppealStore } from './appeal.store.js';
import { AssessmentController } from './assessment.http.js';
import { AssessmentQueries } from './assessment.queries.js';
import type { AssessmentSettings } from './config.js';
import { MatterFacts, WorkFacts } from './consumers.js';
import { Exempting } from './exempting.js';
import { ExemptionStore } from './exemption.store.js';
import { FactStore } from './fact.store.js';
import { FiguresStore } from './figures.store.js';
import { Frames } from './frame.js';
import { Freezing } from './freezing.js';
import { Histories } from './histories.js';
import { Listing } from './listing.js';
import { PeriodCommands } from './period.commands.js';
import { PeriodUnitStore } from './period-unit.store.js';
import { PeriodOpening } from './period.opening.js';
import { PeriodStore } from './period.store.js';
import { ProposalBus } from './proposal.bus.js';
import { ProposalCommands } from './proposal.commands.js';
import { ProposalController } from './proposal.http.js';
import { ProposalStore } from './proposal.store.js';
import { PublicationCommands } from './publication.commands.js';
import { PublicationController } from './publication.http.js';
import { PublicationStore } from './publication.store.js';
import { RankingQueries } from './ranking.queries.js';
import { RecountController } from './recount.http.js';
import { Recount } from './recount.js';
import { Scores } from './scores.js';
import { Subjects } from './subjects.js';

const CONSUMERS = [FactStore, AnswerStore, WorkFacts, MatterFacts];
const STAFF = [StaffCopy, staffListConsumer('assessment', StaffCopy)];
const FIGURES = [FiguresStore, Frames, Subjects, Scores, AssessmentQueries, RankingQueries];
const PERIODS = [
  PeriodStore,
  PeriodUnitStore,
  PeriodCommands,
  PeriodOpening,
  Freezing,
  ExemptionStore,
  Exempting,
  AppealStore,
  AppealCommands,
  Histories,
  Recount,
];
const PUBLISHED = [PublicationStore, PublicationCommands, ProposalStore, ProposalCommands, Listing];

/** Nobody watches a month's figures rise. */
const PACE_MS = 200;

@Module({
  controllers: [
    AssessmentController,
    PublicationController,
    ProposalController,
    AppealController,
    RecountController,
    ProposalBus,
  ],
  providers: [...CONSUMERS, ...STAFF, ...FIGURES, ...PERIODS, ...PUBLISHED],
})
export class AppModule {
  static forRoot(settings: AssessmentSettings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        MessagingModule.forRoot('assessment', settings, { paceMs: PACE_MS }),
        RegistryModule.forRoot('assessment'),
      ],
    };
  }
}
