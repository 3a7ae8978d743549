import { make, ProfileApplied } from '@gridwhistle/contracts';
import { MESSAGING_MIGRATIONS, MessagingModule, publish } from '@gridwhistle/messaging';
import {
  COMMON_SETTINGS,
  Database,
  databaseNow,
  digestOf,
  Internal,
  PlatformTables1767225600000,
  type RunningService,
  type ServiceDefinition,
} from '@gridwhistle/platform';
import { Controller, Get, Module } from '@nestjs/common';
import { RegistryModule, RegistryTables1767225600002 } from '../src/copy.js';
import type { ProfileDocument } from '../src/document.js';
import type { ProfileCopy } from '../src/profile-copy.store.js';

const PROFILE_ID = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a60';

/** What the stand-in for the console hands out now. */
let inForce: ProfileCopy | undefined;

@Internal()
@Controller('internal/profile')
class HandOut {
  @Get()
  profile(): object {
    return inForce ?? {};
  }
}

class Publisher {}
class Reader {}
Module({ controllers: [HandOut] })(Publisher);
Module({})(Reader);

const common = { settings: COMMON_SETTINGS, entities: [] };
const tables = [PlatformTables1767225600000, ...MESSAGING_MIGRATIONS];

/** As much of a console as gives out profiles. */
export const publisher: ServiceDefinition = {
  ...common,
  name: 'console',
  schema: 'console',
  migrations: tables,
  module: (settings) => ({ module: Publisher, imports: [MessagingModule.forRoot('console', settings)] }),
};

/** A service that has nothing but its copy of the profile. */
export const reader: ServiceDefinition = {
  ...common,
  name: 'dispatch',
  schema: 'dispatch',
  migrations: [...tables, RegistryTables1767225600002],
  module: (settings) => ({
    module: Reader,
    imports: [MessagingModule.forRoot('dispatch', settings), RegistryModule.forRoot('dispatch')],
  }),
};

/** Puts a version in force and says so on the bus, as the console does. */
export async function apply(console: RunningService, version: number, document: ProfileDocument): Promise<void> {
  const digest = digestOf(document).toString('hex');
  inForce = { version, digest, document };
  await console.app.get(Database).transaction(async (tx) => {
    const aggregate = { entity: 'profile', id: PROFILE_ID, sequence: version - 1, ticketId: null, unit: null };
    const event = make(ProfileApplied, { district: '522730', version, digest });
    await publish(tx, aggregate, [event], await databaseNow(tx));
  });
}

/** Hands out what no console would. */
export const handOut = (copy: ProfileCopy): void => void (inForce = copy);
