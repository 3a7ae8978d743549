import { busMicroservice, MESSAGING_MIGRATIONS } from '@gridwhistle/messaging';
import { PlatformTables1767225600000, type ServiceDefinition } from '@gridwhistle/platform';
import { RegistryTables1767225600002 } from '@gridwhistle/registry/copy';
import { Assessment1767225650000 } from '../migrations/1767225650000-assessment.js';
import { Areas1767225651000 } from '../migrations/1767225651000-areas.js';
import { Periods1767225652000 } from '../migrations/1767225652000-periods.js';
import { Appeals1767225653000 } from '../migrations/1767225653000-appeals.js';
import { Persons1767225654000 } from '../migrations/1767225654000-persons.js';
import { StaffCopy1767225655000 } from '../migrations/1767225655000-staff-copy.js';
import { Answers1767225655010 } from '../migrations/1767225655010-answers.js';
import { PeriodUnits1767225655020 } from '../migrations/1767225655020-period-units.js';
import { ExemptFor1767225655021 } from '../migrations/1767225655021-exempt-for.js';
import { AppModule } from './app.module.js';
import { ASSESSMENT_SETTINGS, type AssessmentSettings } from './config.js';
import { AppealEntity } from './appeal.store.js';
import { ExemptionEntity } from './exemption.store.js';
import { FactEntity } from './fact.store.js';
import { PeriodUnitEntity } from './period-unit.store.js';
import { PeriodEntity } from './period.store.js';
import { ProposalEntity } from './proposal.store.js';
import { PublicationEntity, PublicationScoreEntity } from './publication.store.js';

/** A whole period's facts are read for these. */
const COMPUTED = [
  'GET /api/v1/assessments/:plan/:period',
  'GET /api/v1/assessments/:plan/:period/scores',
  'GET /api/v1/assessments/:plan/:period/facts',
  'POST /api/v1/assessments/:plan/:period/freeze',
  'POST /api/v1/publications',
  'GET /api/v1/publications/:id/facts',
];
const COMPUTE_PATIENCE_MS = 20_000;

export const definition: ServiceDefinition<AssessmentSettings> = {
  name: 'assessment',
  schema: 'assessment',
  settings: ASSESSMENT_SETTINGS,
  migrations: [
    PlatformTables1767225600000,
    ...MESSAGING_MIGRATIONS,
    RegistryTables1767225600002,
    Assessment1767225650000,
    Areas1767225651000,
    Periods1767225652000,
    Appeals1767225653000,
    Persons1767225654000,
    StaffCopy1767225655000,
    Answers1767225655010,
    PeriodUnits1767225655020,
    ExemptFor1767225655021,
  ],
  entities: [
    FactEntity,
    AppealEntity,
    ExemptionEntity,
    PeriodEntity,
    PeriodUnitEntity,
    ProposalEntity,
    PublicationEntity,
    PublicationScoreEntity,
  ],
  module: (settings) => AppModule.forRoot(settings),
  microservice: (settings) => busMicroservice('assessment', settings),
  http: { patienceMs: Object.fromEntries(COMPUTED.map((route) => [route, COMPUTE_PATIENCE_MS])) },
};
