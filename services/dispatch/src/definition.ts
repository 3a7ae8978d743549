import { RegistryTables1767225600002 } from '@gridwhistle/registry/copy';
import { busMicroservice, MESSAGING_MIGRATIONS } from '@gridwhistle/messaging';
import { PlatformTables1767225600000, type ServiceDefinition } from '@gridwhistle/platform';
import { Matters1767225620000 } from '../migrations/1767225620000-matters.js';
import { Extensions1767225621000 } from '../migrations/1767225621000-extensions.js';
import { Suspensions1767225622000 } from '../migrations/1767225622000-suspensions.js';
import { Kinds1767225623000 } from '../migrations/1767225623000-kinds.js';
import { Merges1767225624000 } from '../migrations/1767225624000-merges.js';
import { Directives1767225625000 } from '../migrations/1767225625000-directives.js';
import { AdmissionEntity } from './admission-application.store.js';
import { ProvisionalClocks1767225626000 } from '../migrations/1767225626000-provisional-clocks.js';
import { Objections1767225627000 } from '../migrations/1767225627000-objections.js';
import { Parts1767225628000 } from '../migrations/1767225628000-parts.js';
import { Routings1767225629000 } from '../migrations/1767225629000-routings.js';
import { FormerUnits1767225631000 } from '../migrations/1767225631000-former-units.js';
import { StaffCopy1767225631001 } from '../migrations/1767225631001-staff-copy.js';
import { Reporters1767225632000 } from '../migrations/1767225632000-reporters.js';
import { ReportedBy1767225632500 } from '../migrations/1767225632500-reported-by.js';
import { ClocksByCalendar1767225632030 } from '../migrations/1767225632030-clocks-by-calendar.js';
import { DispatchModule } from './app.module.js';
import { DISPATCH_SETTINGS, type DispatchSettings } from './config.js';
import { DirectiveNoteEntity } from './directive-note.store.js';
import { DirectiveEntity, ReceiptEntity } from './directive.rows.js';
import { ExtensionEntity, OrderEntity, SuspensionEntity, TicketEntity } from './matter.rows.js';
import { NoteEntity, ProofEntity } from './note.store.js';

/** Proof comes as base64 in JSON: nine pictures of a phone, already reduced by the sender. */
const PROOF_BODY = 24 * 1024 * 1024;

/** Every code of a city, should all of them end at once. */
const CODES_BODY = 8 * 1024 * 1024;

/** A directive goes to a whole city's staff at once, and is taken back from them. */
const SENDING_PATIENCE_MS = 30_000;

/** A month's tickets of a city, and the words of their reports. */
const TRIAL_PATIENCE_MS = 29_000;

/** Everything that starts dispatch. */
export const definition: ServiceDefinition<DispatchSettings> = {
  name: 'dispatch',
  schema: 'dispatch',
  settings: DISPATCH_SETTINGS,
  migrations: [
    PlatformTables1767225600000,
    ...MESSAGING_MIGRATIONS,
    RegistryTables1767225600002,
    Matters1767225620000,
    Extensions1767225621000,
    Suspensions1767225622000,
    Kinds1767225623000,
    Merges1767225624000,
    Directives1767225625000,
    ProvisionalClocks1767225626000,
    Objections1767225627000,
    Parts1767225628000,
    Routings1767225629000,
    FormerUnits1767225631000,
    StaffCopy1767225631001,
    Reporters1767225632000,
    ClocksByCalendar1767225632030,
    ReportedBy1767225632500,
  ],
  entities: [
    TicketEntity,
    OrderEntity,
    ExtensionEntity,
    SuspensionEntity,
    NoteEntity,
    ProofEntity,
    DirectiveEntity,
    ReceiptEntity,
    DirectiveNoteEntity,
    AdmissionEntity,
  ],
  plansOnce: true,
  module: (settings) => DispatchModule.of(settings),
  microservice: (settings) => busMicroservice('dispatch', settings),
  http: {
    bodyLimits: {
      'POST /api/v1/orders/:id/resolve': PROOF_BODY,
      'POST /api/v1/orders/:id/return': PROOF_BODY,
      'POST /api/v1/orders/:id/object': PROOF_BODY,
      'POST /internal/repartition': CODES_BODY,
    },
    patienceMs: {
      'POST /api/v1/registry/routes/dry-run': TRIAL_PATIENCE_MS,
      'POST /api/v1/directives': SENDING_PATIENCE_MS,
      'POST /api/v1/directives/:id/issue': SENDING_PATIENCE_MS,
      'POST /api/v1/directives/:id/remind': SENDING_PATIENCE_MS,
      'POST /api/v1/directives/:id/revoke': SENDING_PATIENCE_MS,
    },
  },
};
