import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import { Health, SETTINGS, urlOf, type Finding } from '@gridwhistle/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { ConsoleSettings } from '../config.js';

const ASK_TIMEOUT_MS = 1_500;

/** The edge is ready when every service is: `/readyz` here tells of the whole installation. */
@Injectable()
export class Readiness implements OnModuleInit {
  constructor(
    private readonly health: Health,
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
  ) {}

  onModuleInit(): void {
    for (const service of SERVICES) {
      if (service !== 'console') this.health.add(service, () => this.ask(service));
    }
  }

  private async ask(service: ServiceName): Promise<Finding> {
    try {
      const signal = AbortSignal.timeout(ASK_TIMEOUT_MS);
      const answer = await fetch(`${urlOf(this.settings, service)}/readyz`, { signal });
      const { checks } = (await answer.json()) as { checks?: Record<string, Finding> };
      return { ok: answer.ok, detail: answer.ok ? 'ready' : missing(checks ?? {}) };
    } catch {
      return { ok: false, detail: 'does not answer' };
    }
  }
}

function missing(checks: Record<string, Finding>): string {
  const failed = Object.entries(checks).filter(([, { ok }]) => !ok);
  return failed.map(([name, { detail }]) => `${name}: ${detail}`).join('; ') || 'not ready';
}
