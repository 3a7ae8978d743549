import { MESSAGING_MIGRATIONS } from '@gridwhistle/messaging';
import { PlatformTables1767225600000, type ServiceDefinition } from '@gridwhistle/platform';
import { HotlineOrders1767225620000 } from '../migrations/1767225620000-hotline-orders.js';
import { AppModule } from './app.module.js';
import { HOTLINE_BRIDGE_SETTINGS, type HotlineBridgeSettings } from './config.js';
import { CallBackEntity, ContradictionEntity, HotlineOrderEntity } from './hotline-order.store.js';
import { OrderRoundEntity, OutgoingEntity } from './outgoing.store.js';

export const definition: ServiceDefinition<HotlineBridgeSettings> = {
  name: 'hotline-bridge',
  schema: 'hotline',
  settings: HOTLINE_BRIDGE_SETTINGS,
  migrations: [PlatformTables1767225600000, ...MESSAGING_MIGRATIONS, HotlineOrders1767225620000],
  entities: [HotlineOrderEntity, ContradictionEntity, CallBackEntity, OutgoingEntity, OrderRoundEntity],
  plansOnce: true,
  module: (settings) => AppModule.forRoot(settings),
  // A signature covers the bytes as they came.
  http: { rawBody: true },
};
