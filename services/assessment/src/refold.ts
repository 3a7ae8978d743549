import { ReportCalledBack, ReportRated, ReportReceived, type ContractClass } from '@gridwhistle/contracts';
import { answerFact } from './domain/call-back-fact.js';
import { keyOf, type Fact } from './domain/fact.js';
import { mergeRounds, roundKey, type Round } from './domain/round.js';
import * as told from './told.js';

/** An event, and where it stands among those of its aggregate. */
export interface Happened {
  readonly event: object;
  readonly sequence: number;
  readonly at: Date;
}

type Teller = (event: never, at: Date) => told.Told[];

const tellers = new Map<ContractClass, Teller>([
  ...told.OF_ORDERS.map((event) => [event, told.orderTold] as const),
  ...told.OF_WHISTLES.map((event) => [event, told.summonsTold] as const),
  ...told.OF_TICKETS.map((event) => [event, told.ticketTold] as const),
  [ReportReceived, told.reportTold] as const,
]);

/** What events say, as facts in memory, by the rules of the consumers: each aggregate's events come once, in order. */
export class Refold {
  private readonly known = new Map<string, Fact>();
  private rounds: Round[] = [];

  tell({ event, sequence, at }: Happened): void {
    if (event instanceof ReportRated || event instanceof ReportCalledBack) {
      const fact = answerFact(event, { sequence, at, area: null, unit: null });
      this.known.set(keyOf(fact), fact);
      return;
    }
    const tell = tellers.get(event.constructor as ContractClass);
    if (!tell) return;
    told.applyTold(this.known, tell(event as never, at));
    const round = told.roundTold(event);
    if (round) this.rounds.push(round);
  }

  /** All facts, answers with what is known of their rounds. */
  facts(): Fact[] {
    const rounds = new Map(mergeRounds(this.rounds).map((round) => [roundKey(round), round]));
    return [...this.known.values()].map((fact) => (fact.kind === 'call-back' ? placed(fact, rounds) : fact));
  }

  /** Lets go of facts, and of rounds without an answer, to save memory: no event may tell of them any more. */
  keep(wanted: (fact: Fact) => boolean): void {
    for (const [key, fact] of this.known) if (!wanted(fact)) this.known.delete(key);
    const answers = [...this.known.values()].filter(({ kind }) => kind === 'call-back');
    const answered = new Set(answers.map(({ ticketId }) => ticketId));
    this.rounds = this.rounds.filter(({ ticketId }) => answered.has(ticketId));
  }
}

function placed(fact: Fact, rounds: ReadonlyMap<string, Round>): Fact {
  const round = rounds.get(roundKey({ ticketId: fact.ticketId, round: Number(fact.fields['round']) }));
  return round ? { ...fact, area: round.area, unit: round.unit } : fact;
}
