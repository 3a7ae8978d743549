import { context, trace } from '@opentelemetry/api';
import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger as PinoLogger, type LoggerOptions } from 'pino';
import { currentScope } from './service-scope.js';

/** Nest tells every module and route at start; that is for debugging. */
const CHATTY = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication']);

/** Second line of defence: what people wrote or are must not be logged in the first place. */
const HIDDEN = ['name', 'phone', 'text', 'words', 'address', 'reporter', 'body', 'result', 'reason', 'password'];
const SECRET = ['authorization', 'token', 'secret', 'key'];

/** SQLSTATE class whose messages quote the value that was wrong. */
const DATA_EXCEPTION = '22';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

let logged: Level = 'info';

/** Whether lines of this level are written at all: for those that are made with every request. */
export const isLogged = (level: Level): boolean =>
  (pino.levels.values[level] ?? 0) >= (pino.levels.values[logged] ?? 0);

/**
 * Pino behind Nest's logger: one JSON line each, with service, instance and trace id. Of an error the name, code and
 * frames are logged; its message only when it cannot quote what people wrote.
 */
export class JsonLogger implements LoggerService {
  private readonly pino: PinoLogger;

  constructor(level: Level, destination?: DestinationStream) {
    logged = level;
    const hidden = [...HIDDEN, ...SECRET].flatMap((field) => [field, `*.${field}`]);
    const options: LoggerOptions = {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: hidden, censor: '[hidden]' },
      mixin: () => ({ ...currentScope(), ...traceFields() }),
    };
    this.pino = destination ? pino(options, destination) : pino(options);
  }

  log(message: unknown, ...more: unknown[]): void {
    this.write('info', message, more);
  }
  error(message: unknown, ...more: unknown[]): void {
    this.write('error', message, more);
  }
  warn(message: unknown, ...more: unknown[]): void {
    this.write('warn', message, more);
  }
  debug(message: unknown, ...more: unknown[]): void {
    this.write('debug', message, more);
  }
  verbose(message: unknown, ...more: unknown[]): void {
    this.write('trace', message, more);
  }
  fatal(message: unknown, ...more: unknown[]): void {
    this.write('fatal', message, more);
  }

  private write(level: Level, message: unknown, more: unknown[]): void {
    const scope = more.findLast((each) => typeof each === 'string' && !each.includes('\n'));
    const quiet = level === 'info' && typeof scope === 'string' && CHATTY.has(scope);
    const fields = [message, ...more].filter((each) => typeof each === 'object' && each !== null).map(fieldsOf);
    const line = { ...(scope === undefined ? {} : { context: scope }), ...Object.assign({}, ...fields) } as object;
    this.pino[quiet ? 'debug' : level](line, typeof message === 'string' ? message : undefined);
  }
}

/** What of an error may be logged: never PostgreSQL's `detail` or a query's parameters. */
export function safeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const constraint = 'constraint' in error ? error.constraint : undefined;
  const quotesInput = error instanceof SyntaxError || code?.startsWith(DATA_EXCEPTION) === true;
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(quotesInput ? {} : { message: error.message.slice(0, 500) }),
    frames: framesOf(error.stack),
  };
}

function fieldsOf(value: unknown): object {
  return value instanceof Error ? { err: safeError(value) } : (value as object);
}

function framesOf(stack: string | undefined): string[] {
  return (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
}

function traceFields(): object {
  const span = trace.getSpanContext(context.active());
  return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
}
