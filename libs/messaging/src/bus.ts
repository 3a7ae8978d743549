import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { connect, type ConnectionOptions, type NatsConnection } from '@nats-io/transport-node';
import { MESSAGING_OPTIONS, type MessagingOptions } from './options.js';

const RETRY_MS = 500;

/**
 * How this service connects. A half-open connection is noticed within about six seconds; nothing ever gives up.
 * `ignoreAuthErrorAbort`: an account that is not loaded yet must not end the client for good.
 */
export const connectionOptions = (options: MessagingOptions, purpose: string): ConnectionOptions => ({
  ...options.nats,
  name: `${options.service}/${options.instance}/${purpose}`,
  timeout: 2_000,
  maxReconnectAttempts: -1,
  reconnectTimeWait: 250,
  pingInterval: 2_000,
  maxPingOut: 2,
  ignoreAuthErrorAbort: true,
  // Two prepared stack traces for every message sent were a tenth of the relay's time.
  noAsyncTraces: true,
});

interface Waiter {
  resolve(connection: NatsConnection): void;
  reject(reason: unknown): void;
}

/** The connection to NATS. It may be away at the start and later: whoever needs it waits, nobody else does. */
@Injectable()
export class Bus {
  private readonly log = new Logger('Bus');
  private readonly stopping = new AbortController();
  private waiting: Waiter[] = [];
  private connection?: NatsConnection;
  /** Since when the server does not answer; undefined while it does. */
  awaySince?: Date = new Date();
  /** Grows with every connection and reconnection: what was on its way then may be anywhere. */
  times = 0;
  private loop: Promise<void> = Promise.resolve();

  constructor(@Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions) {}

  /** True while the server answers. */
  get connected(): boolean {
    return this.awaySince === undefined;
  }

  start(): void {
    this.loop = this.run();
  }

  /** The connection, as soon as the server answers; rejects when the service stops. */
  async ready(): Promise<NatsConnection> {
    if (this.connection && this.connected) return this.connection;
    this.stopping.signal.throwIfAborted();
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  /** Nobody waits for a connection any more; one that is there can still be used. */
  giveUpWaiting(): void {
    this.stopping.abort(new Error('the service stops'));
    this.waiting.splice(0).forEach(({ reject }) => reject(this.stopping.signal.reason));
  }

  /** Connects anew, to another server where there are several. */
  async elsewhere(): Promise<void> {
    if (this.connected) await this.connection?.reconnect();
  }

  /** Sends what is buffered, then closes. */
  async stop(): Promise<void> {
    this.giveUpWaiting();
    const patience = delay(2_000, undefined, { ref: false });
    if (this.connected) await Promise.race([this.connection?.flush().catch(() => undefined), patience]);
    await this.connection?.close();
    await this.loop;
  }

  private async run(): Promise<void> {
    let complained = false;
    while (!this.stopping.signal.aborted) {
      try {
        const connection = await connect(connectionOptions(this.options, 'bus'));
        complained = false;
        await this.hold(connection);
      } catch (error) {
        if (!complained) this.log.warn(`NATS does not answer yet (${(error as Error).message}); trying on`);
        complained = true;
        await delay(RETRY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }

  /** Serves a connection until it is closed. */
  private async hold(connection: NatsConnection): Promise<void> {
    if (this.stopping.signal.aborted) return connection.close();
    this.connection = connection;
    this.isUp(connection);
    for await (const { type } of connection.status()) {
      if (type !== 'disconnect' && type !== 'reconnect') continue;
      this.log.warn(type === 'reconnect' ? 'NATS is back' : 'NATS is away');
      this.isAway();
      if (type === 'reconnect') this.isUp(connection);
    }
    await connection.closed();
    this.isAway();
  }

  private isAway(): void {
    this.awaySince ??= new Date();
  }

  private isUp(connection: NatsConnection): void {
    this.awaySince = undefined;
    this.times += 1;
    this.waiting.splice(0).forEach(({ resolve }) => resolve(connection));
  }
}
