import 'reflect-metadata';

export { asyncApi } from './asyncapi.js';
export {
  allCommands,
  Command,
  commandOf,
  isQueryContract,
  parseQuery,
  QueryContract,
  Shape,
  type CommandContract,
} from './command.js';
export {
  contractOfType,
  envelopeOf,
  ownerOfType,
  parseEnvelope,
  subjectOf,
  type Envelope,
  type EnvelopeParts,
} from './envelope.js';
export {
  allEvents,
  ContractError,
  contractOf,
  Event,
  eventOf,
  eventOfType,
  make,
  ownerOf,
  parseEvent,
  type EventContract,
} from './event.js';
export * from './fields.js';
export { componentSchemas, parseContract, problemsOf, schemaOf, type ContractClass, type Schema } from './schema.js';
export * from './assessment/publication.js';
export * from './console/profile.js';
export * from './dispatch/order.js';
export * from './dispatch/ticket.js';
export * from './escalation/supervision.js';
export * from './escalation/whistle.js';
export * from './hotline-bridge/hotline-order.js';
export * from './intake/report-answers.js';
export * from './intake/report.js';
