import type { ServiceName } from '@gridwhistle/kernel';
import {
  Inject,
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Backlog } from './backlog.js';
import { Bus } from './bus.js';
import { ClockStore } from './clock-store.js';
import { Consumers } from './consumers.js';
import { DeadLetters } from './dead-letters.js';
import { EventPages } from './event-pages.js';
import { Handlers } from './handlers.js';
import { Healer } from './healing/healer.js';
import { OwnDurables } from './healing/own-durables.js';
import { Rebuild } from './healing/rebuild.js';
import { StreamHttp } from './healing/stream.http.js';
import { StreamWatch } from './healing/stream-watch.js';
import { UnitStarts } from './healing/unit-starts.js';
import { Verification } from './healing/verification.js';
import { MessagingHttp } from './messaging.http.js';
import { MessagingMetrics } from './metrics.js';
import { MESSAGING_OPTIONS, messagingOptions, type MessagingOptions, type MessagingSettings } from './options.js';
import { Progress } from './progress.js';
import { Relay } from './relay.js';
import { Timers } from './timers.js';
import { UnitStreams } from './unit-streams.js';

const GIVEN = [Bus, ClockStore, Consumers, DeadLetters, Handlers, Progress, Relay, Timers, UnitStreams];

/**
 * Log, relay, consumers, timers and dead letters of a service: `MessagingModule.forRoot('dispatch', settings)`. What
 * its consumers do may be wanted sooner or later than elsewhere: `{ paceMs: 10 }`.
 */
@Module({ controllers: [MessagingHttp, StreamHttp] })
export class MessagingModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(Bus) private readonly bus: Bus,
    @Inject(Relay) private readonly relay: Relay,
    @Inject(Consumers) private readonly consumers: Consumers,
    @Inject(Timers) private readonly timers: Timers,
    @Inject(UnitStreams) private readonly units: UnitStreams,
    @Inject(StreamWatch) private readonly watch: StreamWatch,
  ) {}

  static forRoot(
    service: ServiceName,
    settings: MessagingSettings,
    pace?: Pick<MessagingOptions, 'paceMs'>,
  ): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: MESSAGING_OPTIONS, useValue: messagingOptions(service, settings, pace) },
        MessagingMetrics,
        Backlog,
        EventPages,
        Healer,
        OwnDurables,
        Rebuild,
        StreamWatch,
        UnitStarts,
        Verification,
        ...GIVEN,
      ],
      exports: GIVEN,
    };
  }

  /** Waits for nothing: database and bus may both be away. Wrong handlers stop the start here. */
  onApplicationBootstrap(): void {
    this.consumers.start();
    this.timers.start();
    this.bus.start();
    this.relay.start();
    this.watch.start();
  }

  /** What is in hand is finished and acknowledged; what is unsent stays in the outbox. */
  async beforeApplicationShutdown(): Promise<void> {
    this.units.stop();
    this.bus.giveUpWaiting();
    await this.watch.stop();
    await Promise.all([this.consumers.stop(), this.timers.stop()]);
    await this.relay.stop();
    await this.bus.stop();
  }
}
