export type { CallBack, PlatformAnswer, WorkOrder } from './exchange.js';
export type { HotlineMessage } from './inbox.js';
export { startHotlineSimulator, type HotlineSimulator, type SimulatorOptions } from './simulator.js';
