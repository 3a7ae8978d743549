import { busMicroservice, MESSAGING_MIGRATIONS } from '@gridwhistle/messaging';
import { PlatformTables1767225600000, type ServiceDefinition } from '@gridwhistle/platform';
import { RegistryTables1767225600002 } from '@gridwhistle/registry/copy';
import { Reports1767225610000 } from '../migrations/1767225610000-reports.js';
import { Words1767225611000 } from '../migrations/1767225611000-words.js';
import { Objections1767225612000 } from '../migrations/1767225612000-objections.js';
import { Reopenings1767225613000 } from '../migrations/1767225613000-reopenings.js';
import { DirectiveReports1767225614000 } from '../migrations/1767225614000-directives.js';
import { HotlineWithdrawal1767225615000 } from '../migrations/1767225615000-hotline-withdrawal.js';
import { Suggestions1767225616000 } from '../migrations/1767225616000-suggestions.js';
import { Topics1767225617000 } from '../migrations/1767225617000-topics.js';
import { SuggestedUnits1767225618000 } from '../migrations/1767225618000-suggested-units.js';
import { StandingParts1767225619000 } from '../migrations/1767225619000-parts.js';
import { Withdrawals1767225619001 } from '../migrations/1767225619001-withdrawals.js';
import { AppModule } from './app.module.js';
import { AttachmentEntity } from './attachment.store.js';
import { INTAKE_SETTINGS, type IntakeSettings } from './config.js';
import { LookEntity } from './look.store.js';
import { CallBackEntity, RatingEntity } from './rating.store.js';
import { ReportEntity } from './report.store.js';
import { HolderEntity, StandingEntity } from './standing.store.js';
import { SuggestionEntity } from './suggestion.store.js';
import { VersionEntity } from './version.store.js';
import { WantedEntity } from './wanted.store.js';

/** Six photos of 5 MB in base64, and the words. */
const REPORT_BYTES = 45 * 1024 * 1024;

/** Counts what is closed: at a million tickets this takes seconds. */
const COUNTING_MS = 20_000;

export const definition: ServiceDefinition<IntakeSettings> = {
  name: 'intake',
  schema: 'intake',
  settings: INTAKE_SETTINGS,
  migrations: [
    PlatformTables1767225600000,
    ...MESSAGING_MIGRATIONS,
    RegistryTables1767225600002,
    Reports1767225610000,
    Words1767225611000,
    Objections1767225612000,
    Reopenings1767225613000,
    DirectiveReports1767225614000,
    HotlineWithdrawal1767225615000,
    Suggestions1767225616000,
    Topics1767225617000,
    SuggestedUnits1767225618000,
    StandingParts1767225619000,
    Withdrawals1767225619001,
  ],
  entities: [
    ReportEntity,
    AttachmentEntity,
    RatingEntity,
    CallBackEntity,
    StandingEntity,
    HolderEntity,
    LookEntity,
    WantedEntity,
    SuggestionEntity,
    VersionEntity,
  ],
  plansOnce: true,
  module: (settings) => AppModule.forRoot(settings),
  microservice: (settings) => busMicroservice('intake', settings),
  http: {
    bodyLimits: { 'POST /api/v1/tickets': REPORT_BYTES },
    patienceMs: { 'POST /internal/suggestions': COUNTING_MS },
  },
};
