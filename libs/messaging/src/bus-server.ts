import { setTimeout as delay } from 'node:timers/promises';
import { allCommands, ownerOf } from '@gridwhistle/contracts';
import type { ServiceName } from '@gridwhistle/kernel';
import { DomainError } from '@gridwhistle/kernel';
import { contextOfCaller, problemOf } from '@gridwhistle/platform';
import { ServerNats, type MicroserviceOptions } from '@nestjs/microservices';
import { connect, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import { context } from '@opentelemetry/api';
import { BadJson } from './bus-commands.js';
import { connectionOptions } from './bus.js';
import { messagingOptions, type MessagingOptions, type MessagingSettings } from './options.js';

const RETRY_MS = 500;
const FINISH_WITHIN_MS = 10_000;

/** The transport for the service's `@BusCommand` methods: `microservice: (settings) => busMicroservice('dispatch', settings)`. */
export function busMicroservice(service: ServiceName, settings: MessagingSettings): MicroserviceOptions {
  return { strategy: new BusServer(messagingOptions(service, settings)) };
}

/**
 * Nest's NATS transport for plain JSON requests. It subscribes to whole entities, so that an unknown verb is answered
 * too, once: by the service that serves the entity. NATS may be away when it starts.
 */
export class BusServer extends ServerNats {
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<unknown>>();
  private client?: NatsConnection;
  private listeners: Subscription[] = [];

  constructor(private readonly messaging: MessagingOptions) {
    super({ serializer: new PlainReplies(), deserializer: new PlainRequests() });
  }

  override async listen(callback: (error?: unknown) => void): Promise<void> {
    callback();
    while (!this.stopping.signal.aborted && !this.client) {
      await this.tryConnect();
    }
  }

  /** Takes no more requests, answers those it has. */
  override async close(): Promise<void> {
    this.stopping.abort();
    this.listeners.forEach((subscription) => subscription.unsubscribe());
    const patience = delay(FINISH_WITHIN_MS, undefined, { ref: false });
    await Promise.race([Promise.allSettled(this.running), patience]);
    await this.client?.flush().catch(() => undefined);
    await this.client?.close();
  }

  private async tryConnect(): Promise<void> {
    const { signal } = this.stopping;
    try {
      this.client = await connect(connectionOptions(this.messaging, 'commands'));
      if (signal.aborted) return await this.client.close();
      this.listeners = this.entities().map((entity) => this.serve(this.client as NatsConnection, entity));
    } catch {
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private entities(): string[] {
    return [...new Set([...this.messageHandlers.keys()].map((pattern) => pattern.split('.')[0] ?? ''))];
  }

  /** One of the service's instances gets each request. */
  private serve(client: NatsConnection, entity: string): Subscription {
    const { district, service } = this.messaging;
    const callback = (_error: Error | null, message: Msg): void => this.receive(message);
    return client.subscribe(`cmd.${district}.*.${entity}.*`, { queue: service, callback });
  }

  private receive(message: Msg): void {
    const caller = contextOfCaller(message.headers?.get('traceparent') || undefined);
    const pattern = message.subject.split('.').slice(3).join('.');
    if (!this.answers(pattern)) return;
    const work = context
      .with(caller, () => this.handleMessage(pattern, message))
      .catch((error: unknown) => this.logger.error(error))
      .finally(() => this.running.delete(work));
    this.running.add(work);
  }

  /** Two services may serve verbs of one entity (dispatch and intake those of a ticket): its owner answers unknown ones. */
  private answers(pattern: string): boolean {
    if (this.messageHandlers.has(pattern)) return true;
    const elsewhere = allCommands().some(({ name, bus }) => bus && name === pattern);
    return !elsewhere && ownerOf(pattern.split('.')[0] ?? '') === this.messaging.service;
  }
}

/** A plain JSON body instead of Nest's own envelope; one that is no JSON reaches the command and is refused there. */
class PlainRequests {
  deserialize(message: Msg): { pattern: string; data: unknown; id: string } {
    return { pattern: message.subject, data: parsed(message), id: message.reply ?? '' };
  }
}

/** The result, or a problem, as plain JSON. */
class PlainReplies {
  serialize(packet: { response?: unknown; err?: unknown }): { data: string } {
    const unknown = new DomainError('route.unknown', 'there is no such command');
    return { data: JSON.stringify(packet.err === undefined ? (packet.response ?? {}) : problemOf(unknown)) };
  }
}

function parsed(message: Msg): unknown {
  try {
    return message.json();
  } catch {
    return new BadJson();
  }
}
