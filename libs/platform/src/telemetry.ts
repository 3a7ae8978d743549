import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import {
  BatchSpanProcessor,
  NoopSpanProcessor,
  TraceIdRatioBasedSampler,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import type { CommonSettings } from './common-settings.js';
import { ticketIds } from './ticket-trace.js';

const EXPORT_TIMEOUT_MS = 5_000;
const EXPORT_EVERY_MS = 1_000;
/** Spans waiting while the receiver is away; more are dropped, requests never wait. */
const MAX_WAITING_SPANS = 8_192;
const FLUSH_AT_STOP_MS = 3_000;

let running: { sdk: NodeSDK; users: number; heard: boolean } | undefined;

/** Whether anybody receives spans: else one that nothing hangs on need not be made. */
export const tracesAreHeard = (): boolean => running?.heard ?? false;

/**
 * Starts tracing; several services in one process share it. Metrics and logs have their own ways out, so the SDK is
 * configured with neither, and without auto-instrumentation and resource detectors: 0.25 s and 43 MB a process.
 * @returns stops it, giving the last spans a short time to leave
 */
export function startTelemetry(settings: CommonSettings, service: string): () => Promise<void> {
  running ??= { sdk: startSdk(settings, service), users: 0, heard: settings.GW_OTLP_URL !== undefined };
  running.users += 1;
  return async () => {
    if (!running || (running.users -= 1) > 0) return;
    const { sdk } = running;
    running = undefined;
    await Promise.race([
      sdk.shutdown().catch(() => undefined),
      new Promise((done) => setTimeout(done, FLUSH_AT_STOP_MS).unref()),
    ]);
  };
}

function startSdk(settings: CommonSettings, service: string): NodeSDK {
  const sdk = new NodeSDK({
    resource: resourceFromAttributes({
      'service.name': service,
      'service.namespace': 'gridwhistle',
      'service.instance.id': settings.GW_INSTANCE,
      'gw.district': settings.GW_DISTRICT,
    }),
    autoDetectResources: false,
    instrumentations: [],
    metricReaders: [],
    logRecordProcessors: [],
    idGenerator: ticketIds,
    // Decided from the trace id, which is the ticket's id: alike in every service, whatever flag a caller sends.
    sampler: new TraceIdRatioBasedSampler(settings.GW_TRACE_SHARE),
    spanProcessors: [processorFor(settings.GW_OTLP_URL)],
  });
  sdk.start();
  return sdk;
}

/** Without a receiver spans are made (logs and events carry their ids) and thrown away. */
function processorFor(url: string | undefined): SpanProcessor {
  if (url === undefined) return new NoopSpanProcessor();
  return new BatchSpanProcessor({
    exporter: new OTLPTraceExporter({ url: `${url}/v1/traces`, timeoutMillis: EXPORT_TIMEOUT_MS }),
    scheduledDelayMillis: EXPORT_EVERY_MS,
    exportTimeoutMillis: EXPORT_TIMEOUT_MS,
    maxQueueSize: MAX_WAITING_SPANS,
  });
}
