export type { CallBack, PlatformAnswer, WorkOrder } from './exchange.js';
export type { ForeignMessage, HotlineMessage } from './inbox.js';
export { dayRow, exchangeForm, wideOrder } from './shapes.js';
export { startHotlineSimulator, type HotlineSimulator, type SimulatorOptions } from './simulator.js';
