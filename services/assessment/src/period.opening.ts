import { Progress } from '@gridwhistle/messaging';
import { Database, SETTINGS, Workers, type CommonSettings } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { opensByItself } from './domain/period.js';
import { Frames } from './frame.js';
import { PeriodCommands } from './period.commands.js';
import { PeriodStore } from './period.store.js';

const PAUSE_MS = 1_000;
/** A plan whose period cannot be opened is left alone for this long; the others go on. */
const BACK_OFF_MS = 10_000;

/** Opens the period that runs of every plan in force; several instances open it once. */
@Injectable()
export class PeriodOpening {
  private readonly log = new Logger('PeriodOpening');
  /** Plans whose period could not be opened: why, and until when they rest. */
  private readonly troubled = new Map<string, { why: string; until: number }>();

  constructor(
    private readonly database: Database,
    private readonly registry: Registry,
    private readonly frames: Frames,
    private readonly periods: PeriodStore,
    private readonly commands: PeriodCommands,
    @Inject(SETTINGS) { GW_CONSUMERS }: CommonSettings,
    progress: Progress,
    workers: Workers,
  ) {
    workers.loop('PeriodOpening', PAUSE_MS, () => this.work());
    if (GW_CONSUMERS === 'on') progress.addBacklog(async () => (await this.due()).length);
  }

  private async work(): Promise<boolean> {
    for (const plan of await this.due()) await this.open(plan);
    return false;
  }

  /** The plans whose running period is to be opened. */
  private async due(): Promise<string[]> {
    if (this.registry.version === 0) return [];
    const tx = this.database.source.manager;
    const [running, known] = [await this.frames.running(tx), await this.periods.known(tx)];
    return running
      .filter(({ plan, period }) =>
        opensByItself(
          period,
          known.filter((each) => each.plan === plan.code),
        ),
      )
      .map(({ plan }) => plan.code)
      .filter((plan) => (this.troubled.get(plan)?.until ?? 0) <= performance.now());
  }

  /** Says once what is wrong with a plan. */
  private async open(plan: string): Promise<void> {
    try {
      await this.commands.openRunning(plan);
      this.troubled.delete(plan);
    } catch (error) {
      const why = (error as Error).message;
      if (this.troubled.get(plan)?.why !== why) this.log.warn(`the period of ${plan} does not open: ${why}`);
      this.troubled.set(plan, { why, until: performance.now() + BACK_OFF_MS });
    }
  }
}
