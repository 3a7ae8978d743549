import { MessagingModule } from '@gridwhistle/messaging';
import { RegistryModule } from '@gridwhistle/registry/copy';
import { Module, type DynamicModule } from '@nestjs/common';
import { AssessmentController } from './assessment.http.js';
import { AssessmentQueries } from './assessment.queries.js';
import type { AssessmentSettings } from './config.js';
import { AnswerFacts, OrderFacts, SummonsFacts } from './consumers.js';
import { FactStore } from './fact.store.js';
import { FiguresStore } from './figures.store.js';
import { Frames } from './frame.js';
import { Listing } from './listing.js';
import { ProposalBus } from './proposal.bus.js';
import { ProposalCommands } from './proposal.commands.js';
import { ProposalController } from './proposal.http.js';
import { ProposalStore } from './proposal.store.js';
import { PublicationCommands } from './publication.commands.js';
import { PublicationController } from './publication.http.js';
import { PublicationStore } from './publication.store.js';
import { Scores } from './scores.js';

const CONSUMERS = [FactStore, OrderFacts, SummonsFacts, AnswerFacts];
const FIGURES = [FiguresStore, Frames, Scores, AssessmentQueries];
const PUBLISHED = [PublicationStore, PublicationCommands, ProposalStore, ProposalCommands, Listing];

/** Nobody watches a month's figures rise. */
const PACE_MS = 200;

@Module({
  controllers: [AssessmentController, PublicationController, ProposalController, ProposalBus],
  providers: [...CONSUMERS, ...FIGURES, ...PUBLISHED],
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
