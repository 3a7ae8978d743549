import { MessagingModule } from '@gridwhistle/messaging';
import { RegistryModule } from '@gridwhistle/registry';
import { Module, type DynamicModule } from '@nestjs/common';
import type { DispatchSettings } from './config.js';
import { ReportConsumer, WhistleConsumer } from './consumers.js';
import { CalendarWorker } from './calendar.worker.js';
import { EarlyEventStore } from './early-event.store.js';
import { ExtensionBus } from './extension.bus.js';
import { ExtensionCommands } from './extension.commands.js';
import { ExtensionController } from './extension.http.js';
import { MatterStore } from './matter.store.js';
import { NoteStore } from './note.store.js';
import { OrderActs } from './order.acts.js';
import { OrderBus } from './order.bus.js';
import { OrderCommands } from './order.commands.js';
import { OrderController } from './order.http.js';
import { Queries } from './queries.js';
import { OrderInternalController, OrderReadController } from './result.http.js';
import { SuspensionBus } from './suspension.bus.js';
import { SuspensionCommands } from './suspension.commands.js';
import { SuspensionController } from './suspension.http.js';
import { TicketBus } from './ticket.bus.js';
import { TicketCommands } from './ticket.commands.js';
import { TicketEvents } from './ticket.events.js';
import { TicketController } from './ticket.http.js';
import { OrderTimers, TicketTimers } from './timers.js';

/** Dispatch: tickets, orders and their clocks. */
/** Orders are waited for: a report is on somebody's desk when its first order is. */
const PACE_MS = 10;

@Module({
  controllers: [
    OrderController,
    OrderReadController,
    OrderInternalController,
    TicketController,
    ExtensionController,
    SuspensionController,
    OrderBus,
    TicketBus,
    ExtensionBus,
    SuspensionBus,
  ],
  providers: [
    CalendarWorker,
    EarlyEventStore,
    ExtensionCommands,
    MatterStore,
    NoteStore,
    OrderActs,
    OrderCommands,
    OrderTimers,
    Queries,
    ReportConsumer,
    SuspensionCommands,
    TicketCommands,
    TicketEvents,
    TicketTimers,
    WhistleConsumer,
  ],
})
export class DispatchModule {
  static of(settings: DispatchSettings): DynamicModule {
    return {
      module: DispatchModule,
      imports: [MessagingModule.forRoot('dispatch', settings, { paceMs: PACE_MS }), RegistryModule.forRoot('dispatch')],
    };
  }
}
