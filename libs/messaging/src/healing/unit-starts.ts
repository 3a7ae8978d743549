import { setTimeout as delay } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import { InternalClient } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';

/** Where a durable goes on in a new stream, as far as one service's events go; 0: not known yet, ask again. */
export interface StartAnswer {
  position: number;
  /** When the stream was created that it is about. */
  created: string;
}

/** A service that does not answer for this long is not waited for: the durable then gets everything again. */
const PATIENCE_MS = 30_000;
const AGAIN_MS = 500;

/** Asks every service where a durable outside goes on after the stream was lost: each knows its own events. */
@Injectable()
export class UnitStarts {
  constructor(private readonly client: InternalClient) {}

  /**
   * Lowest position that holds something the durable had not acknowledged.
   * @throws Error when the stream created then is not the present one any more: then it is another question
   */
  async start(durable: string, created: string): Promise<number> {
    const positions = await Promise.all(SERVICES.map((service) => this.ask(service, durable, created)));
    return Math.min(...positions);
  }

  /** Waits as long as the service says that it is healing. */
  private async ask(service: ServiceName, durable: string, created: string): Promise<number> {
    const path = `/internal/stream/start/${durable}?created=${encodeURIComponent(created)}`;
    for (let until = performance.now() + PATIENCE_MS; performance.now() < until; await delay(AGAIN_MS)) {
      const answer = await this.client.get<StartAnswer>(service, path).catch(() => undefined);
      if (answer && answer.created !== created) throw new Error(`the stream of ${created} is gone`);
      if (answer && answer.position > 0) return answer.position;
      if (answer) until = performance.now() + PATIENCE_MS;
    }
    return 1;
  }
}
