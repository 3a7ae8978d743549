import { MESSAGING_MIGRATIONS } from '@gridwhistle/messaging';
import { PlatformTables1767225600000, type ServiceDefinition } from '@gridwhistle/platform';
import { ConsoleTables1767225620000 } from '../migrations/1767225620000-console-tables.js';
import { LedgerReaders1767225621000 } from '../migrations/1767225621000-ledger-readers.js';
import { LedgerAssignees1767225622000 } from '../migrations/1767225622000-ledger-assignees.js';
import { ConsoleModule } from './app.module.js';
import { CONSOLE_SETTINGS, type ConsoleSettings } from './config.js';
import { LedgerEvents, LedgerOrders, LedgerTickets } from './ledger/ledger.store.js';
import { PROFILE_LIMIT } from './profile/profile.http.js';

/** A whole district's profile and staff, once in a while. */
const PROFILE_PATIENCE_MS = 20_000;
/** All posts of a city's staff, when another service fetches them. */
const STAFF_PATIENCE_MS = 10_000;

/** The edge: one origin for pages, API and live feed; the ledger; profile versions, staff and sign-in. */
export const definition: ServiceDefinition<ConsoleSettings> = {
  name: 'console',
  schema: 'console',
  settings: CONSOLE_SETTINGS,
  migrations: [
    PlatformTables1767225600000,
    ...MESSAGING_MIGRATIONS,
    ConsoleTables1767225620000,
    LedgerReaders1767225621000,
    LedgerAssignees1767225622000,
  ],
  entities: [LedgerTickets, LedgerOrders, LedgerEvents],
  module: (settings) => ConsoleModule.forRoot(settings),
  http: {
    bodyLimits: {
      'POST /api/v1/registry/profile': PROFILE_LIMIT,
      'POST /api/v1/registry/profile/dry-run': PROFILE_LIMIT,
    },
    patienceMs: {
      'POST /api/v1/registry/profile': PROFILE_PATIENCE_MS,
      'POST /api/v1/registry/profile/dry-run': PROFILE_PATIENCE_MS,
      'GET /internal/staff/posts': STAFF_PATIENCE_MS,
    },
  },
};
