export { Caller, Internal, Public, type Access } from './access.js';
export { ANONYMOUS, belongsTo, covers, hasRole, INTERNAL, unitActor, type Actor, type Membership } from './actor.js';
export { Answers } from './answers.js';
export { audienceOf } from './auth.guard.js';
export { rootModule, runMain, startService, type RunningService } from './bootstrap.js';
export { COMMON_SETTINGS, urlOf, type CommonSettings } from './common-settings.js';
export { ContractPipe } from './contract.pipe.js';
export { isDatabaseAway, isLostRace, violatedConstraint } from './database-trouble.js';
export { afterCommit, Database, databaseNow } from './database.js';
export { DEFINITION, SETTINGS, type HttpLimits, type MigrationClass, type ServiceDefinition } from './definition.js';
export { GroupCommit, type GroupLimits } from './group-commit.js';
export { Health, type Finding } from './health.js';
export {
  IdempotencyKey,
  IfMatch,
  parseId,
  parseIdempotencyKey,
  parseIfMatch,
  PathId,
  setEtag,
  tagged,
  type HttpRequest,
  type Reply,
} from './http.js';
export { claimOf, digestOf, Idempotency, type Claim, type IdempotentRequest } from './idempotency.js';
export { InternalClient } from './internal-client.js';
export { JsonLogger, safeError } from './log.js';
export { ACT_NAMES, may, require, type Act, type Subject } from './may.js';
export { ManyRows } from './many-rows.js';
export { Metrics } from './metrics.js';
export { PlatformTables1767225600000 } from './migrations.js';
export { openApiOf, type OpenApiDocument } from './openapi.js';
export {
  badCursor,
  decodeCursor,
  encodeCursor,
  limitOf,
  pageOf,
  PageQuery,
  linked,
  type CursorShape,
  type CursorValue,
  type Page,
} from './paging.js';
export { GROUP_ANSWER_MS, HTTP_PATIENCE_MS, inOnePiece, patienceLeft, withPatience } from './patience.js';
export { maskName, maskPhone, open, seal, SealError } from './people-data.js';
export { areLarge, cleanPictures, type Picture } from './pictures.js';
export { PlatformModule } from './platform.module.js';
export { problemOf, PROBLEMS, PROBLEM_MEDIA_TYPE, RETRY_AFTER_SECONDS, type Problem } from './problems.js';
export { refusalOf } from './refusal.js';
export { currentScope, inScope, type ServiceScope } from './service-scope.js';
export { bytes, matching, oneOf, secret, share, text, url, whole } from './setting-values.js';
export {
  defineSettings,
  exampleSettings,
  readSettings,
  setting,
  SettingsError,
  type Setting,
  type SettingsOf,
  type SettingsSpec,
  type Spec,
} from './settings.js';
export { clientOf, fromLines, run, toLines, type Statement } from './statement.js';
export { startTelemetry, tracesAreHeard } from './telemetry.js';
export {
  contextOfCaller,
  currentTraceparent,
  inThisTrace,
  inTicketSpan,
  markFailed,
  parseTraceparent,
  rootTraceparent,
  startTicketRoot,
  startTicketSpan,
  traceparentOf,
  withSpan,
  type TicketSpan,
} from './ticket-trace.js';
export { WorkerLoop } from './worker-loop.js';
export { Workers } from './workers.js';
