import { setTimeout as delay } from 'node:timers/promises';
import { Controller, Get, Injectable, Res } from '@nestjs/common';
import { Public } from './access.js';
import { Answers } from './answers.js';
import type { Reply } from './http.js';
import { Metrics } from './metrics.js';
import { currentScope } from './service-scope.js';

/** What a readiness check found; `detail` is for operators and holds no secrets. */
export interface Finding {
  readonly ok: boolean;
  readonly detail: string;
}

const CHECK_TIMEOUT_MS = 2_000;

/**
 * Readiness: everything that a request needs. What the service can do without for a while (the bus) is only told: its
 * check is ok with a detail that says so.
 */
@Injectable()
export class Health {
  private readonly checks = new Map<string, () => Promise<Finding>>();
  private stopping = false;

  /** Adds a check; its name is shown at /readyz. A check that throws or takes longer than 2 s is not ok. */
  add(name: string, check: () => Promise<Finding>): void {
    this.checks.set(name, check);
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  /** From now on not ready: load balancers send no more requests. */
  stop(): void {
    this.stopping = true;
  }

  async ready(): Promise<{ ok: boolean; checks: Record<string, Finding> }> {
    const findings = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await finding(check)] as const),
    );
    const checks = Object.fromEntries(findings);
    return { ok: !this.stopping && findings.every(([, { ok }]) => ok), checks };
  }
}

@Controller()
@Public()
export class HealthController {
  constructor(
    private readonly health: Health,
    private readonly metrics: Metrics,
  ) {}

  @Get('healthz')
  @Answers(200, undefined, { summary: 'Does the process live?', description: 'It lives.' })
  healthz(): object {
    return { ok: true, ...currentScope() };
  }

  /** The service can do its work; 503 with what is missing when it cannot. */
  @Get('readyz')
  @Answers(200, undefined, { summary: 'Can it do its work?', description: 'It can; what each check found.' })
  async readyz(@Res({ passthrough: true }) reply: Reply): Promise<object> {
    const state = await this.health.ready();
    void reply.status(state.ok ? 200 : 503);
    return state;
  }

  @Get('metrics')
  @Answers(200, undefined, { summary: 'Metrics', description: 'Prometheus text format.' })
  async metricsText(@Res({ passthrough: true }) reply: Reply): Promise<string> {
    void reply.header('Content-Type', this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }
}

async function finding(check: () => Promise<Finding>): Promise<Finding> {
  const late = delay(CHECK_TIMEOUT_MS, { ok: false, detail: 'no answer in 2 s' }, { ref: false });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.name : 'failed' };
  }
}
