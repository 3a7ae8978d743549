import { ReportCalledBack, ReportRated, ReportReceived, type ContractClass } from '@gridwhistle/contracts';
import { aboutOf, answerFact, isAnswer, placed, reportOf, type Answer } from './domain/answer-fact.js';
import { keyOf, type Fact } from './domain/fact.js';
import { latestBy } from './domain/latest.js';
import { roundKey, type Round } from './domain/round.js';
import { wayKey, type Way, type Ways } from './domain/way.js';
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
  private readonly ways: Way[] = [];

  tell(happened: Happened): void {
    const { event, sequence, at } = happened;
    if (event instanceof ReportRated || event instanceof ReportCalledBack) {
      const fact = answerFact(event, { sequence, at });
      this.known.set(keyOf(fact), fact);
      return;
    }
    const tell = tellers.get(event.constructor as ContractClass);
    if (!tell) return;
    told.applyTold(this.known, tell(event as never, at));
    this.hear(happened);
  }

  /** Only what it says of whose result there is; again, it changes nothing. */
  hear({ event, at }: Pick<Happened, 'event' | 'at'>): void {
    const [round, way] = [told.roundTold(event, at), told.wayTold(event, at)];
    if (round) this.rounds.push(round);
    if (way) this.ways.push(way);
  }

  /** All facts, answers with what is known of the rounds that they are about. */
  facts(): Fact[] {
    const [rounds, ways] = [latestBy(this.rounds, roundKey), this.waysKnown()];
    return [...this.known.values()].map((fact) => {
      if (!isAnswer(fact)) return fact;
      const about = aboutOf(fact, ways);
      return placed(fact, about, rounds.get(roundKey(about)));
    });
  }

  /** The tickets of whose results answers of other reporters are: their rounds may have been let go. */
  others(): string[] {
    const ways = this.waysKnown();
    const followed = this.answers().filter((answer) => aboutOf(answer, ways).ticketId !== reportOf(answer));
    return [...new Set(followed.map((answer) => aboutOf(answer, ways).ticketId))];
  }

  /** Lets go of facts, and of rounds without an answer, to save memory: no event may tell of them any more. */
  keep(wanted: (fact: Fact) => boolean): void {
    for (const [key, fact] of this.known) if (!wanted(fact)) this.known.delete(key);
    const answered = new Set(this.answers().map(reportOf));
    this.rounds = this.rounds.filter(({ ticketId }) => answered.has(ticketId));
  }

  private answers(): Answer[] {
    return [...this.known.values()].filter(isAnswer);
  }

  private waysKnown(): Ways {
    return latestBy(this.ways, wayKey);
  }
}
