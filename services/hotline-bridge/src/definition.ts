import { MESSAGING_MIGRATIONS } from '@gridwhistle/messaging';
import { PlatformTables1767225600000, type ServiceDefinition } from '@gridwhistle/platform';
import { RegistryTables1767225600002 } from '@gridwhistle/registry/copy';
import { HotlineOrders1767225620000 } from '../migrations/1767225620000-hotline-orders.js';
import { HotlinePlatforms1767225621000 } from '../migrations/1767225621000-hotline-platforms.js';
import { MergedOrders1767225622000 } from '../migrations/1767225622000-merged-orders.js';
import { MergedWholes1767225622001 } from '../migrations/1767225622001-merged-wholes.js';
import { AppModule } from './app.module.js';
import { HOTLINE_BRIDGE_SETTINGS, type HotlineBridgeSettings } from './config.js';
import { ContradictionEntity, HotlineOrderEntity, SaidEntity } from './hotline-order.store.js';
import { OrderRoundEntity, OutgoingEntity } from './outgoing.store.js';

export const definition: ServiceDefinition<HotlineBridgeSettings> = {
  name: 'hotline-bridge',
  schema: 'hotline',
  settings: HOTLINE_BRIDGE_SETTINGS,
  migrations: [
    PlatformTables1767225600000,
    ...MESSAGING_MIGRATIONS,
    RegistryTables1767225600002,
    HotlineOrders1767225620000,
    HotlinePlatforms1767225621000,
    MergedOrders1767225622000,
    MergedWholes1767225622001,
  ],
  entities: [HotlineOrderEntity, ContradictionEntity, SaidEntity, OutgoingEntity, OrderRoundEntity],
  plansOnce: true,
  module: (settings) => AppModule.forRoot(settings),
  // A signature covers the bytes as they came.
  http: { rawBody: true, forms: true },
};
