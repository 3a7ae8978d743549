import { markFailed, startTicketSpan, traceparentOf, withSpan, type TicketSpan } from '@gridwhistle/platform';
import type { Span } from '@opentelemetry/api';

/** One ticket's part of work that is done for many at once: a span of its own, which what it leads to names as cause. */
export class Step {
  private constructor(private readonly span: Span | undefined) {}

  /** Begins a step; work that concerns no ticket has none to be seen in. */
  static begin(name: string, span: TicketSpan): Step {
    return new Step(span.ticketId === null ? undefined : startTicketSpan(name, span));
  }

  /** W3C traceparent for what is published because of it. */
  get traceparent(): string | undefined {
    return this.span && traceparentOf(this.span.spanContext());
  }

  /** Runs work that looks at one ticket alone as part of the step: what it publishes names the step by itself. */
  within<T>(work: () => T): T {
    return this.span ? withSpan(this.span, work) : work();
  }

  end(error?: unknown): void {
    if (this.span && error !== undefined) markFailed(this.span, error);
    this.span?.end();
  }
}

/** Ends the steps with the work that was done for all of them. */
export async function inSteps(steps: readonly Step[], work: () => Promise<void>): Promise<void> {
  let failure: unknown;
  try {
    await work();
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    steps.forEach((step) => step.end(failure));
  }
}
