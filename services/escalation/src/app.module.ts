import { MessagingModule } from '@gridwhistle/messaging';
import { RegistryModule } from '@gridwhistle/registry/copy';
import { Module, type DynamicModule } from '@nestjs/common';
import { CalendarWorker } from './calendar.worker.js';
import type { EscalationSettings } from './config.js';
import {
  HotlineOrderConsumer,
  OrderConsumer,
  ReceiptConsumer,
  SuspensionConsumer,
  TicketConsumer,
} from './consumers.js';
import { FollowUpCommands } from './follow-up.commands.js';
import { FollowUpBus, FollowUpController } from './follow-up.http.js';
import { FollowUpStore } from './follow-up.store.js';
import { FollowUpWaits } from './follow-up.waits.js';
import { FollowUpWriter } from './follow-up.writer.js';
import { HardCaseStore } from './hard-case.store.js';
import { KnownOrderStore } from './known-order.store.js';
import { RepartitionController } from './repartition.http.js';
import { StandstillStore } from './standstill.store.js';
import { Summons } from './summons.js';
import { WhistleTimers } from './timers.js';
import { WhistleAsking } from './whistle.asking.js';
import { WhistleBus } from './whistle.bus.js';
import { WhistleClocks } from './whistle.clocks.js';
import { WhistleCommands } from './whistle.commands.js';
import { WhistleController } from './whistle.http.js';
import { WhistleRungs } from './whistle.rungs.js';
import { WhistleEndings } from './whistle.endings.js';
import { WhistleObjections } from './whistle.objections.js';
import { WhistleStandstills } from './whistle.standstills.js';
import { WhistleStore } from './whistle.store.js';
import { WhistleWriter } from './whistle.writer.js';

/** A department that turns up at once is told at once that it is on time. */
const PACE_MS = 10;

@Module({
  controllers: [WhistleController, WhistleBus, FollowUpController, FollowUpBus, RepartitionController],
  providers: [
    WhistleCommands,
    WhistleAsking,
    FollowUpCommands,
    OrderConsumer,
    TicketConsumer,
    HotlineOrderConsumer,
    ReceiptConsumer,
    SuspensionConsumer,
    WhistleTimers,
    CalendarWorker,
    WhistleRungs,
    WhistleClocks,
    WhistleWriter,
    FollowUpWriter,
    FollowUpWaits,
    Summons,
    WhistleEndings,
    WhistleObjections,
    WhistleStandstills,
    WhistleStore,
    KnownOrderStore,
    FollowUpStore,
    HardCaseStore,
    StandstillStore,
  ],
})
export class EscalationModule {
  static forRoot(settings: EscalationSettings): DynamicModule {
    const imports = [
      MessagingModule.forRoot('escalation', settings, { paceMs: PACE_MS }),
      RegistryModule.forRoot('escalation'),
    ];
    return { module: EscalationModule, imports };
  }
}
