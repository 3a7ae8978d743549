import { MessagingModule } from '@gridwhistle/messaging';
import { RegistryModule, staffListConsumer } from '@gridwhistle/registry/copy';
import { Module, type DynamicModule } from '@nestjs/common';
import { AdmissionBus } from './admission-application.bus.js';
import { AdmissionCommands } from './admission-application.commands.js';
import { AdmissionController } from './admission-application.http.js';
import { AdmissionStore } from './admission-application.store.js';
import type { DispatchSettings } from './config.js';
import { CalendarWorker } from './calendar.worker.js';
import {
  HardCaseConsumer,
  PartConsumer,
  RaiseConsumer,
  ReportConsumer,
  SplitConsumer,
  StaffConsumer,
  WhistleConsumer,
} from './consumers.js';
import { DirectiveBus } from './directive.bus.js';
import { DirectiveCommands } from './directive.commands.js';
import { DirectiveDrafting } from './directive.drafting.js';
import { DirectiveController } from './directive.http.js';
import { DirectiveLists } from './directive.lists.js';
import { DirectiveQueries } from './directive.queries.js';
import { DirectiveSending } from './directive.sending.js';
import { DirectiveStore } from './directive.store.js';
import { DirectiveNoteStore } from './directive-note.store.js';
import { EarlyEventStore } from './early-event.store.js';
import { ExtensionBus } from './extension.bus.js';
import { ExtensionCommands } from './extension.commands.js';
import { ExtensionController } from './extension.http.js';
import { KnownUnitStore } from './known-unit.store.js';
import { MatterStore } from './matter.store.js';
import { NoteStore } from './note.store.js';
import { OrderActs } from './order.acts.js';
import { OrderBus } from './order.bus.js';
import { OrderCommands } from './order.commands.js';
import { OrderController } from './order.http.js';
import { Queries } from './queries.js';
import { ReceiptBus } from './receipt.bus.js';
import { ReceiptCommands } from './receipt.commands.js';
import { ReceiptController } from './receipt.http.js';
import { ReceiptPassing } from './receipt.passing.js';
import { ReceiptStore } from './receipt.store.js';
import { ReceiptSuccession } from './receipt.succession.js';
import { ReceiptTimers } from './receipt.timers.js';
import { OrderInternalController, OrderReadController } from './result.http.js';
import { RepartitionController } from './repartition.http.js';
import { RoutingController } from './routing.http.js';
import { RouteTrials } from './routing.trial.js';
import { StaffCopyWorker } from './staff-copy.worker.js';
import { SuccessionWorker } from './succession.worker.js';
import { SuspensionBus } from './suspension.bus.js';
import { SuspensionCommands } from './suspension.commands.js';
import { SuspensionController } from './suspension.http.js';
import { TicketBus } from './ticket.bus.js';
import { TicketCommands } from './ticket.commands.js';
import { TicketEntrance } from './ticket.entrance.js';
import { TicketEvents } from './ticket.events.js';
import { TicketController, TicketInternalController } from './ticket.http.js';
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
    TicketInternalController,
    ExtensionController,
    SuspensionController,
    DirectiveController,
    ReceiptController,
    AdmissionController,
    RepartitionController,
    RoutingController,
    OrderBus,
    TicketBus,
    ExtensionBus,
    SuspensionBus,
    DirectiveBus,
    ReceiptBus,
    AdmissionBus,
  ],
  providers: [
    AdmissionCommands,
    AdmissionStore,
    DirectiveCommands,
    DirectiveDrafting,
    DirectiveLists,
    DirectiveNoteStore,
    DirectiveQueries,
    DirectiveSending,
    DirectiveStore,
    CalendarWorker,
    EarlyEventStore,
    ExtensionCommands,
    HardCaseConsumer,
    KnownUnitStore,
    MatterStore,
    NoteStore,
    OrderActs,
    OrderCommands,
    OrderTimers,
    Queries,
    PartConsumer,
    RaiseConsumer,
    SplitConsumer,
    ReceiptCommands,
    ReceiptPassing,
    ReceiptStore,
    ReceiptSuccession,
    ReceiptTimers,
    ReportConsumer,
    RouteTrials,
    StaffConsumer,
    StaffCopyWorker,
    staffListConsumer('dispatch', StaffCopyWorker),
    SuccessionWorker,
    SuspensionCommands,
    TicketCommands,
    TicketEntrance,
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
