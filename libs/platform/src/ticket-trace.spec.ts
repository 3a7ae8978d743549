import { DomainError } from '@gridwhistle/kernel';
import { context, trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { InMemorySpanExporter, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { inScope } from './service-scope.js';
import {
  contextOfCaller,
  currentTraceparent,
  inTicketSpan,
  startTicketRoot,
  ticketIds,
  withSpan,
} from './ticket-trace.js';

const TICKET = '0190a0a0-1111-7222-8333-444455556666';
const TRACE = '0190a0a011117222833344445555' + '6666';
const ROOT = TRACE.slice(16);
const CALLER = '00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01';

const exporter = new InMemorySpanExporter();
const sdk = new NodeSDK({
  idGenerator: ticketIds,
  spanProcessors: [new SimpleSpanProcessor({ exporter })],
  autoDetectResources: false,
  metricReaders: [],
  logRecordProcessors: [],
});

beforeAll(() => sdk.start());
afterAll(() => sdk.shutdown());
beforeEach(() => exporter.reset());

const spans = (): ReadableSpan[] => exporter.getFinishedSpans();

describe('one ticket, one trace', () => {
  test('the root span is real: its trace is the ticket, its id the ticket’s last 8 bytes', () => {
    startTicketRoot('report.receive', { ticketId: TICKET, unit: '522730001-room' }).end();
    expect(spans()[0]?.spanContext()).toMatchObject({ traceId: TRACE, spanId: ROOT });
    expect(spans()[0]?.parentSpanContext).toBeUndefined();
    expect(spans()[0]?.attributes).toMatchObject({ 'ticket.id': TICKET, 'gw.unit': '522730001-room' });
  });

  test('whoever knows only the ticket attaches to its root', async () => {
    await inTicketSpan('order.due', { ticketId: TICKET, tier: 'grid' }, () => Promise.resolve());
    expect(spans()[0]?.spanContext().traceId).toBe(TRACE);
    expect(spans()[0]?.parentSpanContext?.spanId).toBe(ROOT);
    expect(spans()[0]?.attributes['gw.tier']).toBe('grid');
  });

  test('the cause named by an event is the parent', async () => {
    const cause = `00-${TRACE}-1234567812345678-01`;
    await inTicketSpan('order.issue', { ticketId: TICKET, traceparent: cause }, () => Promise.resolve());
    expect(spans()[0]?.parentSpanContext?.spanId).toBe('1234567812345678');
  });

  test('a cause from another trace is no parent', async () => {
    await inTicketSpan('order.issue', { ticketId: TICKET, traceparent: CALLER }, () => Promise.resolve());
    expect(spans()[0]?.parentSpanContext?.spanId).toBe(ROOT);
  });

  test('spans nest, and events carry the innermost', async () => {
    const root = startTicketRoot('report.receive', { ticketId: TICKET });
    const inner = await withSpan(root, () =>
      inTicketSpan('report.store', { ticketId: TICKET }, () => Promise.resolve(currentTraceparent())),
    );
    root.end();
    expect(inner).toBe(`00-${TRACE}-${spans()[0]?.spanContext().spanId}-01`);
    expect(spans()[0]?.parentSpanContext?.spanId).toBe(ROOT);
  });

  test('the caller’s own trace is linked, not merged', async () => {
    await context.with(contextOfCaller(CALLER), () =>
      inTicketSpan('order.accept', { ticketId: TICKET }, () => Promise.resolve()),
    );
    expect(spans()[0]?.spanContext().traceId).toBe(TRACE);
    expect(spans()[0]?.links[0]?.context.traceId).toBe('a'.repeat(32));
  });

  test('without a ticket the work belongs to its cause', async () => {
    await inTicketSpan('assessment.publish', { ticketId: null, traceparent: CALLER }, () => Promise.resolve());
    expect(spans()[0]?.spanContext().traceId).toBe('a'.repeat(32));
  });

  test('a failure is marked by its code, never by its words', async () => {
    const work = (): Promise<void> => Promise.reject(new DomainError('order.waiting', '王小明 waits'));
    await expect(inTicketSpan('order.resolve', { ticketId: TICKET }, work)).rejects.toThrow();
    expect(spans()[0]?.status.message).toBe('order.waiting');
    expect(spans()[0]?.events).toEqual([]);
  });

  test('each span names its service, also when several share a process', async () => {
    await inScope({ service: 'dispatch', instance: '1' }, () =>
      inTicketSpan('order.issue', { ticketId: TICKET }, () => Promise.resolve()),
    );
    expect(spans()[0]?.instrumentationScope.name).toBe('dispatch');
    expect(spans()[0]?.attributes['gw.service']).toBe('dispatch');
  });

  test('nothing is active outside', () => expect(trace.getActiveSpan()).toBeUndefined());
});
