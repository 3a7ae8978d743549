export { BusCommand, busCall, busCreation, busVersion, type BusCall } from './bus-commands.js';
export { BusServer, busMicroservice } from './bus-server.js';
export { Bus } from './bus.js';
export { calendarKey, isOutdated, movedBy, outdatedBy, type OutdatedClocks } from './clock-calendar.js';
export {
  clockRow,
  inOrder,
  takeDue,
  type ClockPlace,
  type ClockRow,
  type DueClock,
  type FiredRung,
} from './clock-row.js';
export { ClockStore } from './clock-store.js';
export { Consumers } from './consumers.js';
export { DeadLetters, type DeadLetter } from './dead-letters.js';
export {
  prepare,
  publish,
  publishAll,
  publishPrepared,
  type Aggregate,
  type Prepared,
  type Publication,
} from './event-log.js';
export { idsInOrder } from './event-id.js';
export type { History } from './event-pages.js';
export type { EventPage } from './gap.js';
export { groupBy } from './group-by.js';
export { Handlers, type Handler, type HandlersByType } from './handlers.js';
export { MessagingModule } from './messaging.module.js';
export { On, OnMany, onMarks, type Delivered, type Delivery } from './on.js';
export { streamName, type MessagingSettings } from './options.js';
export { Progress, type DrainState, type OutboxState } from './progress.js';
export { Relay } from './relay.js';
export { publishRungs, Rungs, type FiredRungs, type FireRungs, type LocksAggregates, type ToldRungs } from './rungs.js';
export { Step } from './step.js';
export type { RebuildState } from './healing/rebuild.js';
export type { Comparison } from './healing/verification.js';
export { MESSAGING_MIGRATIONS } from './migrations.js';
export { Timers } from './timers.js';
export { UnitStreams, unitDurable } from './unit-streams.js';
// What libs/testing drives without a bus, to prove every service's handlers.
export { Applier } from './applier.js';
export { Reader, type Arrival } from './arrival.js';
export { MessagingMetrics } from './metrics.js';
export { Starts } from './starts.js';
