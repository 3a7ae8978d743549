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
export {
  AreaCode,
  CODE,
  Code,
  Codes,
  Coordinates,
  Flag,
  Id,
  Ids,
  Instant,
  List,
  Nested,
  Objects,
  OneOf,
  Optional,
  PlainValues,
  Real,
  RealOrNull,
  Text,
  Texts,
  Whole,
} from './fields.js';
export { componentSchemas, parseContract, problemsOf, schemaOf, type ContractClass, type Schema } from './schema.js';
export { NameView } from './name.js';
export { WarningView } from './warning.js';

/** What each service owns: its `index.ts` names it. */
export * from './intake/index.js';
export * from './dispatch/index.js';
export * from './escalation/index.js';
export * from './hotline-bridge/index.js';
export * from './assessment/index.js';
export * from './console/index.js';
