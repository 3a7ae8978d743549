import { performance } from 'node:perf_hooks';
import type { StreamView } from './stream-view.js';

/** Longer than a node needs to notice that it leads no more, or a new leader to catch up with what it has promised. */
const SURE_AFTER_MS = 6_000;

/** Looks further apart than this are not on end: in between somebody else may have led, or nobody. */
const ON_END_MS = 10_000;

interface Look {
  readonly since: number;
  readonly last: number;
  readonly leader: string;
}

/**
 * A single server that does not have what it acknowledged has lost it. Of a cluster the node that answers may have been
 * cut off, or just begun to lead: it is believed when it has shown the same for a while, with a majority behind it.
 */
export class Doubt {
  private readonly looks = new Map<string, Look>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** True when it is sure that something is lost. */
  isOver(view: Pick<StreamView, 'replicas' | 'isLed' | 'leader'>, about: string): boolean {
    if (view.replicas === 1) return true;
    const before = this.looks.get(about);
    this.settle(about);
    if (!view.isLed) return false;
    const { leader } = view;
    const last = this.now();
    const goesOn = before?.leader === leader && last - before.last < ON_END_MS;
    const since = goesOn ? before.since : last;
    this.looks.set(about, { since, last, leader });
    return last - since >= SURE_AFTER_MS;
  }

  /** Nothing is missing, or nobody could say. */
  settle(about: string): void {
    this.looks.delete(about);
  }
}
