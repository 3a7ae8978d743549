import { DomainError } from '@gridwhistle/kernel';
import {
  context,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Context,
  type Link,
  type Span,
  type SpanContext,
} from '@opentelemetry/api';
import { RandomIdGenerator, type IdGenerator } from '@opentelemetry/sdk-trace';
import { currentScope } from './service-scope.js';

/**
 * One ticket, one trace: the trace id is the ticket's id (UUIDv7, 16 bytes each) and the root span's id its last
 * 8 bytes, so that whoever knows the ticket can attach a span, days later, from any service.
 */
export interface TicketSpan {
  /** Null where no ticket is concerned: the span then belongs to the cause's or the caller's own trace. */
  readonly ticketId: string | null;
  /** What the id is of, where it is no ticket's: a directive and each of its receipts have a trace of their own. */
  readonly entity?: 'directive' | 'receipt';
  /** The cause, from an event or a clock row. */
  readonly traceparent?: string | null | undefined;
  readonly unit?: string | null | undefined;
  readonly tier?: string | null | undefined;
  /** Ids, states and codes only: no words, names, addresses or phones. */
  readonly attributes?: Attributes;
  readonly kind?: SpanKind;
  readonly links?: Link[];
}

const random = new RandomIdGenerator();
let forcedTraceId: string | undefined;

/** Random ids, except for a ticket's root span. Starting a span is synchronous, so a module variable is enough. */
export const ticketIds: IdGenerator = {
  generateTraceId: () => forcedTraceId ?? random.generateTraceId(),
  generateSpanId: () => forcedTraceId?.slice(16) ?? random.generateSpanId(),
};

/**
 * The real root span of a ticket, linked to the caller's own trace. It is exported when it is ended: end it only when
 * the ticket was really made (a repeated request makes none). Run the work within it by `withSpan`.
 */
export function startTicketRoot(
  name: string,
  span: Omit<TicketSpan, 'ticketId' | 'traceparent'> & { ticketId: string },
): Span {
  forcedTraceId = traceIdOf(span.ticketId);
  try {
    return tracer().startSpan(name, {
      kind: SpanKind.SERVER,
      root: true,
      attributes: attributesOf(span),
      links: [...callerLink(forcedTraceId), ...(span.links ?? [])],
    });
  } finally {
    forcedTraceId = undefined;
  }
}

/** Remembers the active trace, to run something in it from elsewhere: a group's member as part of its own request. */
export function inThisTrace(): <T>(work: () => T) => T {
  const active = context.active();
  return (work) => context.with(active, work);
}

/** Runs the work with the span as the active one; does not end it. */
export function withSpan<T>(span: Span, work: () => T): T {
  return context.with(trace.setSpan(context.active(), span), work);
}

/** A span of the ticket's trace, under its cause, which the caller ends: for work on several tickets at once. */
export function startTicketSpan(name: string, span: TicketSpan): Span {
  const traceId = span.ticketId === null ? undefined : traceIdOf(span.ticketId);
  return tracer().startSpan(
    name,
    {
      kind: span.kind ?? SpanKind.INTERNAL,
      attributes: attributesOf(span),
      links: [...(traceId === undefined ? [] : callerLink(traceId)), ...(span.links ?? [])],
    },
    parentOf(traceId, span.traceparent),
  );
}

/** Runs the work in a span of the ticket's trace, under its cause; a failure is marked with its code alone. */
export async function inTicketSpan<T>(name: string, span: TicketSpan, work: (span: Span) => Promise<T>): Promise<T> {
  const started = startTicketSpan(name, span);
  try {
    return await withSpan(started, () => work(started));
  } catch (error) {
    markFailed(started, error);
    throw error;
  } finally {
    started.end();
  }
}

/** Marks a span as failed by its code alone: messages may hold words. */
export function markFailed(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof DomainError ? error.code : 'failed' });
}

/** W3C traceparent of the active span, to travel in an event, a clock row or a request. */
export function currentTraceparent(): string | undefined {
  const active = trace.getSpanContext(context.active());
  return active && traceparentOf(active);
}

/** W3C traceparent of a span. */
export function traceparentOf({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/** W3C traceparent of the root span of an id's own trace, for what names it as cause without a span at hand. */
export const rootTraceparent = (id: string): string => traceparentOf(rootOf(traceIdOf(id)));

/** The span context of a traceparent; undefined when it is none. */
export function parseTraceparent(traceparent: string | null | undefined): SpanContext | undefined {
  const parts = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? '');
  if (!parts?.[1] || !parts[2] || !parts[3]) return undefined;
  return { traceId: parts[1], spanId: parts[2], traceFlags: Number.parseInt(parts[3], 16), isRemote: true };
}

/** The context of an incoming request: its caller's span, to be linked (or continued within one ticket's trace). */
export function contextOfCaller(traceparent: string | undefined): Context {
  const caller = parseTraceparent(traceparent);
  return caller ? trace.setSpanContext(context.active(), caller) : context.active();
}

function parentOf(traceId: string | undefined, traceparent: string | null | undefined): Context {
  const cause = parseTraceparent(traceparent);
  if (traceId === undefined) return cause ? trace.setSpanContext(context.active(), cause) : context.active();
  const candidates = [cause, trace.getSpanContext(context.active())];
  return trace.setSpanContext(
    context.active(),
    candidates.find((each) => each?.traceId === traceId) ?? rootOf(traceId),
  );
}

const rootOf = (traceId: string): SpanContext => ({
  traceId,
  spanId: traceId.slice(16),
  traceFlags: TraceFlags.SAMPLED,
  isRemote: true,
});

function callerLink(traceId: string): Link[] {
  const caller = trace.getSpanContext(context.active());
  if (!caller || caller.traceId === traceId) return [];
  return [{ context: caller, attributes: { 'link.kind': 'caller' } }];
}

function attributesOf({ ticketId, entity, unit, tier, attributes }: TicketSpan): Attributes {
  return {
    'gw.service': currentScope().service,
    ...(ticketId ? { [`${entity ?? 'ticket'}.id`]: ticketId } : {}),
    ...(unit ? { 'gw.unit': unit } : {}),
    ...(tier ? { 'gw.tier': tier } : {}),
    ...attributes,
  };
}

const traceIdOf = (ticketId: string): string => ticketId.replaceAll('-', '');
const tracer = () => trace.getTracer(currentScope().service);
