import { Metrics } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';

/** What messaging counts, in the service's own registry. */
@Injectable()
export class MessagingMetrics {
  readonly published: Counter<'unit'>;
  /** outcome: applied, passed (no handler), repeated, parked. */
  readonly consumed: Counter<'consumer' | 'unit' | 'outcome'>;
  readonly failures: Counter<'consumer'>;
  readonly batches: Histogram<'consumer'>;
  /** Messages that wait for an earlier event of their aggregate. */
  readonly held: Gauge<'consumer'>;
  readonly rungs: Counter<'entity' | 'rung'>;
  readonly rungLateness: Histogram<'entity'>;
  readonly unsent: Gauge;
  readonly resent: Counter;

  constructor({ registry }: Metrics) {
    const registers = [registry];
    this.published = new Counter({
      name: 'gw_events_published_total',
      help: 'Events that the stream has acknowledged, by the unit that held the aggregate.',
      labelNames: ['unit'],
      registers,
    });
    this.consumed = new Counter({
      name: 'gw_events_consumed_total',
      help: 'Events settled by a consumer: applied, passed (no handler), repeated or parked.',
      labelNames: ['consumer', 'unit', 'outcome'],
      registers,
    });
    this.failures = new Counter({
      name: 'gw_event_failures_total',
      help: 'Handler runs that failed and were undone.',
      labelNames: ['consumer'],
      registers,
    });
    this.batches = new Histogram({
      name: 'gw_consumer_batch_size',
      help: 'Messages handled in one transaction.',
      labelNames: ['consumer'],
      buckets: [1, 2, 5, 10, 20, 50, 100, 200],
      registers,
    });
    this.held = new Gauge({
      name: 'gw_consumer_held',
      help: 'Messages that wait for an earlier event of their aggregate.',
      labelNames: ['consumer'],
      registers,
    });
    this.rungs = new Counter({
      name: 'gw_rungs_fired_total',
      help: 'Rungs of clocks that have fired.',
      labelNames: ['entity', 'rung'],
      registers,
    });
    this.rungLateness = new Histogram({
      name: 'gw_rung_lateness_seconds',
      help: 'How long after its moment a rung fired.',
      labelNames: ['entity'],
      buckets: [0.1, 0.25, 0.5, 1, 2, 5, 30, 300, 3600],
      registers,
    });
    this.resent = new Counter({
      name: 'gw_events_resent_total',
      help: 'Events that the stream had lost and that are sent again.',
      registers,
    });
    this.unsent = new Gauge({
      name: 'gw_outbox_oldest_seconds',
      help: 'Age of the oldest event that the stream has not acknowledged; 0 when there is none.',
      registers,
    });
  }
}
