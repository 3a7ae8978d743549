export { DomainError, ERROR_CODES, refuseIfAny, type Detail, type ErrorCode } from './errors.js';
export {
  lifecycle,
  type Guard,
  type Lifecycle,
  type LifecycleTable,
  type Refusal,
  type Transition,
} from './lifecycle.js';
export * from './words.js';
