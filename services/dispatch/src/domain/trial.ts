import type { Channel } from '@gridwhistle/kernel';
import type { RouteAnswer } from './rules.js';
import type { Routed } from './routing.js';

/** A ticket on which a changed set of routes is tried. */
export interface Subject {
  readonly id: string;
  readonly channel: Channel;
  /** Null where the routes were never asked, or before what they said was kept. */
  readonly routing: Routed | null;
}

/** By which route and where to. */
export type Outcome = Pick<RouteAnswer, 'rule' | 'unit' | 'person' | 'waitsFor'>;

/** Tickets that went one way and would go another. */
export interface Shift {
  readonly from: Outcome;
  readonly to: Outcome;
  readonly count: number;
  /** The first of them. */
  readonly tickets: readonly string[];
}

export interface Result {
  readonly judged: number;
  /** Nothing is kept of what the routes said of them. */
  readonly unjudged: number;
  readonly elsewhere: number;
  /** By another route to where they went. */
  readonly byAnotherRoute: number;
  /** Most tickets first. */
  readonly shifts: readonly Shift[];
  /** Tickets that would go elsewhere by shifts that are not listed, since there are too many kinds of them. */
  readonly unlisted: number;
}

export const MOST_SHIFTS = 500;
export const TICKETS_NAMED = 20;

/** Below every id that was made at a moment or later: the time is the first part of an id. */
export function firstIdAt(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/** Counts what a changed set of routes would have done, ticket by ticket; what it holds does not grow with their number. */
export class Trial {
  private readonly shifts = new Map<string, Shift>();
  private readonly counts = { judged: 0, unjudged: 0, elsewhere: 0, byAnotherRoute: 0, unlisted: 0 };

  /** `answer`: what the changed routes say of the ticket. */
  add({ id, routing }: Subject, answer: (routing: Routed) => RouteAnswer): void {
    if (!routing) {
      this.counts.unjudged += 1;
      return;
    }
    this.counts.judged += 1;
    const [from, to] = [outcomeOf(routing), outcomeOf(answer(routing))];
    if (wayOf(from) !== wayOf(to)) this.shift(id, from, to);
    else if (from.rule !== to.rule) this.counts.byAnotherRoute += 1;
  }

  get result(): Result {
    return { ...this.counts, shifts: [...this.shifts.values()].sort((one, other) => other.count - one.count) };
  }

  private shift(id: string, from: Outcome, to: Outcome): void {
    this.counts.elsewhere += 1;
    const key = JSON.stringify([from, to]);
    const known = this.shifts.get(key);
    if (!known && this.shifts.size === MOST_SHIFTS) {
      this.counts.unlisted += 1;
      return;
    }
    const { count, tickets } = known ?? { count: 0, tickets: [] };
    const named = tickets.length < TICKETS_NAMED ? [...tickets, id] : tickets;
    this.shifts.set(key, { from, to, count: count + 1, tickets: named });
  }
}

const outcomeOf = ({ rule, unit, person, waitsFor }: RouteAnswer): Outcome => ({ rule, unit, person, waitsFor });
const wayOf = ({ unit, person, waitsFor }: Outcome): string => [unit, person, waitsFor].join(' ');
