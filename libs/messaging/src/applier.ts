import type { Database } from '@gridwhistle/platform';
import type { EntityManager } from 'typeorm';
import type { Arrival } from './arrival.js';
import { judge, lockGates, moveGates, type Gate } from './gate.js';
import type { MessagingMetrics } from './metrics.js';
import { park, type Parked } from './parking.js';
import type { Starts } from './starts.js';
import { Worklist } from './worklist.js';

type Outcome = 'applied' | 'passed' | 'repeated' | 'parked';

/** What one transaction did. */
interface Round {
  work: Worklist;
  gates: Map<string, Gate>;
  moved: Set<Gate>;
  parked: Parked[];
  outcomes: [Arrival, Outcome][];
}

/** Applies arrivals in one transaction: gates, effects, parking and counts commit together or not at all. */
export class Applier {
  /** Events settled since the start. */
  settled = 0;

  constructor(
    private readonly consumer: string,
    private readonly database: Database,
    private readonly starts: Starts,
    private readonly metrics: MessagingMetrics,
    private readonly limitMs?: number,
  ) {}

  /** Returns what came too early; everything else is settled. Throws what a handler threw, with nothing applied. */
  async apply(arrivals: readonly Arrival[]): Promise<Arrival[]> {
    const { early, outcomes } = await this.database.transaction((tx) => this.attempt(tx, arrivals));
    this.metrics.batches.observe({ consumer: this.consumer }, arrivals.length);
    for (const [arrival, outcome] of outcomes) {
      arrival.done = true;
      const unit = arrival.envelope?.unit ?? 'none';
      this.metrics.consumed.inc({ consumer: this.consumer, unit, outcome });
    }
    this.settled += outcomes.length;
    return early;
  }

  private async attempt(
    tx: EntityManager,
    arrivals: readonly Arrival[],
  ): Promise<{ early: Arrival[]; outcomes: Round['outcomes'] }> {
    const places = arrivals.flatMap(({ place }) => (place ? [place] : []));
    const gates = await lockGates(tx, this.consumer, places);
    const work = new Worklist(tx, this.limitMs);
    const round: Round = { work, gates, moved: new Set(), parked: [], outcomes: [] };
    const early = await this.pass(round, arrivals);
    await work.finish();
    await park(tx, this.consumer, round.parked);
    await moveGates(tx, this.consumer, [...round.moved]);
    await this.starts.forget(
      tx,
      round.outcomes.map(([arrival]) => arrival),
    );
    return { early, outcomes: round.outcomes };
  }

  /** Goes over the arrivals until no early one has become the next one. */
  private async pass(round: Round, arrivals: readonly Arrival[]): Promise<Arrival[]> {
    const early: Arrival[] = [];
    for (const arrival of arrivals) {
      const outcome = await this.one(round, arrival);
      if (outcome) round.outcomes.push([arrival, outcome]);
      else early.push(arrival);
    }
    return early.length > 0 && early.length < arrivals.length ? this.pass(round, early) : early;
  }

  private async one(round: Round, arrival: Arrival): Promise<Outcome | undefined> {
    const { place, fault } = arrival;
    const gate = place && round.gates.get(place.key);
    if (!place || !gate) return this.park(round, arrival, fault ?? 'unreadable', false);
    const verdict = judge(gate, place.sequence);
    if (verdict === 'early') {
      arrival.after = gate.last_sequence;
      return undefined;
    }
    if (verdict === 'repeated') return 'repeated';
    gate.last_sequence = place.sequence;
    round.moved.add(gate);
    if (verdict === 'behind') return this.park(round, arrival, 'behind a parked event of its aggregate', true);
    if (fault !== undefined) {
      gate.parked = true;
      return this.park(round, arrival, fault, false);
    }
    if (!arrival.handler) return 'passed';
    await round.work.add(arrival.handler, arrival, place.key);
    return 'applied';
  }

  private park(round: Round, arrival: Arrival, reason: string, behind: boolean): Outcome {
    round.parked.push({ arrival, reason, behind });
    return 'parked';
  }
}
