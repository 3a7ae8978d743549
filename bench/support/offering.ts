import { Arrivals } from './arrivals.js';
import type { Api } from './http.js';
import { openLoop } from './open-loop.js';
import type { Beat } from './people.js';
import { percentile } from './percentiles.js';
import { report, type Matter, type Reported } from './reporting.js';

/** How an offering went, as far as it has gone. Times are milliseconds from the scheduled moment. */
export interface Offered {
  readonly offered: number;
  readonly accepted: number;
  /** Final answers other than 201, with how many; 0 is no answer. */
  readonly errors: Readonly<Record<string, number>>;
  /** How often the client was told to come back later, for all it offers. */
  readonly refusals: number;
  /** Until the order was at its unit; Infinity when it never was. */
  readonly p50: number;
  readonly p99: number;
  /** Until the answer. */
  readonly acceptP99: number;
  /** Offered, but no answer or no order yet. */
  readonly missing: number;
}

/** Reports of one kind, offered at a rate whatever their answers take. */
export class Offering {
  readonly arrivals = new Arrivals();
  /** Milliseconds until each answer. */
  readonly answers: number[] = [];
  private readonly done: Reported[] = [];
  private begun = 0;

  constructor(
    private readonly api: Api,
    private readonly beats: readonly Beat[],
    private readonly matter: Matter,
  ) {}

  /** Resolves when the last one is offered, with the promise that all are answered. */
  async at(perSecond: number, seconds: number): Promise<{ answered: Promise<unknown> }> {
    const begun = await openLoop(perSecond, seconds, (scheduled, index) => this.one(scheduled, index));
    return { answered: Promise.all(begun) };
  }

  get missing(): number {
    return this.begun - this.done.length + this.arrivals.missing;
  }

  outcome(): Offered {
    return {
      offered: this.begun,
      accepted: this.done.filter(({ status }) => status === 201).length,
      errors: errorsOf(this.done),
      refusals: this.api.refusals,
      p50: this.arrivals.percentile(0.5, this.missing),
      p99: this.arrivals.percentile(0.99, this.missing),
      acceptP99: percentile(this.answers, 0.99),
      missing: this.missing,
    };
  }

  private async one(scheduled: number, index: number): Promise<void> {
    this.begun += 1;
    const reported = await report(this.api, this.beats[index % this.beats.length] as Beat, this.matter, index);
    this.answers.push(performance.now() - scheduled);
    this.done.push(reported);
    if (reported.ticketId !== undefined) this.arrivals.accepted(reported.ticketId, scheduled);
  }
}

function errorsOf(done: readonly Reported[]): Record<string, number> {
  const errors: Record<string, number> = {};
  for (const { status } of done) if (status !== 201) errors[status] = (errors[status] ?? 0) + 1;
  return errors;
}
