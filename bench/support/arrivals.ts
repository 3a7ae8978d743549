import { percentile } from './percentiles.js';

/** Joins when a report was due with when its order arrived; either may be known first. */
export class Arrivals {
  private readonly scheduled = new Map<string, number>();
  private readonly arrived = new Map<string, number>();
  /** Milliseconds from the scheduled moment to the order. */
  readonly delays: number[] = [];
  /** Moment of the last one that was waited for. */
  last = -Infinity;

  accepted(ticketId: string, scheduled: number): void {
    const at = this.arrived.get(ticketId);
    if (at === undefined) this.scheduled.set(ticketId, scheduled);
    else this.join(ticketId, scheduled, at);
  }

  came(ticketId: string, at: number): void {
    const scheduled = this.scheduled.get(ticketId);
    if (scheduled === undefined) this.arrived.set(ticketId, at);
    else this.join(ticketId, scheduled, at);
  }

  get missing(): number {
    return this.scheduled.size;
  }

  /** What has not come counts as slower than everything. */
  percentile(share: number, missing = this.missing): number {
    return percentile([...this.delays, ...Array.from({ length: missing }, () => Infinity)], share);
  }

  private join(ticketId: string, scheduled: number, at: number): void {
    this.scheduled.delete(ticketId);
    this.arrived.delete(ticketId);
    this.delays.push(at - scheduled);
    this.last = Math.max(this.last, at);
  }
}
