import { busMicroservice, MESSAGING_MIGRATIONS } from '@gridwhistle/messaging';
import { PlatformTables1767225600000, type ServiceDefinition } from '@gridwhistle/platform';
import { RegistryTables1767225600002 } from '@gridwhistle/registry/copy';
import { VoidedFollowUps1767225703000 } from '../migrations/1767225703000-voided-follow-ups.js';
import { AskingUnits1767225704000 } from '../migrations/1767225704000-asking-units.js';
import { KnownOrderTicket1767225702000 } from '../migrations/1767225702000-known-order-ticket.js';
import { ReceiptFollowUps1767225704001 } from '../migrations/1767225704001-receipt-follow-ups.js';
import { WaitingReminders1767225704002 } from '../migrations/1767225704002-waiting-reminders.js';
import { Standstills1767225704003 } from '../migrations/1767225704003-standstills.js';
import { ClocksOfFollowUps1767225704004 } from '../migrations/1767225704004-clocks-of-follow-ups.js';
import { FollowedSince1767225704005 } from '../migrations/1767225704005-followed-since.js';
import { EscalationTables1767225700000 } from '../migrations/escalation-tables.js';
import { HardCases1767225701000 } from '../migrations/1767225701000-hard-cases.js';
import { EscalationModule } from './app.module.js';
import { ESCALATION_SETTINGS, type EscalationSettings } from './config.js';
import { FollowUpEntity } from './follow-up.store.js';
import { HardCaseEntity } from './hard-case.store.js';
import { KnownOrderEntity } from './known-order.store.js';
import { WhistleEntity } from './whistle.store.js';

/** Every code of a city, should all of them end at once. */
const CODES_BODY = 8 * 1024 * 1024;

export const definition: ServiceDefinition<EscalationSettings> = {
  name: 'escalation',
  schema: 'escalation',
  settings: ESCALATION_SETTINGS,
  migrations: [
    PlatformTables1767225600000,
    ...MESSAGING_MIGRATIONS,
    RegistryTables1767225600002,
    EscalationTables1767225700000,
    HardCases1767225701000,
    KnownOrderTicket1767225702000,
    VoidedFollowUps1767225703000,
    AskingUnits1767225704000,
    ReceiptFollowUps1767225704001,
    WaitingReminders1767225704002,
    Standstills1767225704003,
    ClocksOfFollowUps1767225704004,
    FollowedSince1767225704005,
  ],
  entities: [WhistleEntity, KnownOrderEntity, FollowUpEntity, HardCaseEntity],
  plansOnce: true,
  module: (settings) => EscalationModule.forRoot(settings),
  microservice: (settings) => busMicroservice('escalation', settings),
  http: { bodyLimits: { 'POST /internal/repartition': CODES_BODY } },
};
