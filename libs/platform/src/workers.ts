import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { CommonSettings } from './common-settings.js';
import { SETTINGS } from './definition.js';
import { WorkerLoop } from './worker-loop.js';

/** Runs the loops of work that consumers leave in tables: they rest with the consumers and end with the service. */
@Injectable()
export class Workers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loops: WorkerLoop[] = [];

  constructor(@Inject(SETTINGS) private readonly settings: CommonSettings) {}

  /** A loop as `WorkerLoop` describes it, for a provider's constructor: it begins once the service is complete. */
  loop(name: string, pauseMs: number, work: () => Promise<boolean>): WorkerLoop {
    const loop = new WorkerLoop(name, pauseMs, work);
    this.loops.push(loop);
    return loop;
  }

  onApplicationBootstrap(): void {
    if (this.settings.GW_CONSUMERS === 'on') this.loops.forEach((loop) => loop.start());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }
}
