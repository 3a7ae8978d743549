import { ReportCalledBack, ReportRated, ReportReceived } from '@gridwhistle/contracts';
import { OnMany, type Delivered } from '@gridwhistle/messaging';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AnswerStore } from './answer.store.js';
import { answerFact } from './domain/answer-fact.js';
import { FactStore } from './fact.store.js';
import {
  OF_ORDERS,
  OF_TICKETS,
  OF_WHISTLES,
  orderTold,
  reportTold,
  roundTold,
  summonsTold,
  ticketTold,
  wayTold,
  type OfOrders,
  type OfTickets,
  type OfWhistles,
  type Told,
} from './told.js';

// One durable over all entities. Its name is for ever: another name builds the facts anew from the stream's beginning.

const all = <E extends object>(deliveries: readonly Delivered<E>[], tell: (event: E, at: Date) => Told[]): Told[] =>
  deliveries.flatMap(({ event, at }) => tell(event, at));

/** Orders become facts of the unit that holds them, whistles of every department that they summon. */
@Injectable()
export class WorkFacts {
  constructor(private readonly facts: FactStore) {}

  @OnMany(OF_ORDERS, 'assessment-facts')
  orders(tx: EntityManager, deliveries: readonly Delivered<OfOrders>[]): Promise<void> {
    return this.facts.change(tx, all(deliveries, orderTold));
  }

  @OnMany(OF_WHISTLES, 'assessment-facts')
  whistles(tx: EntityManager, deliveries: readonly Delivered<OfWhistles>[]): Promise<void> {
    return this.facts.change(tx, all(deliveries, summonsTold));
  }
}

/** Reports and tickets become facts of the areas that they lie in, answers of the unit whose result they are about. */
@Injectable()
export class MatterFacts {
  constructor(
    private readonly facts: FactStore,
    private readonly answers: AnswerStore,
  ) {}

  @OnMany(OF_TICKETS, 'assessment-facts')
  async tickets(tx: EntityManager, deliveries: readonly Delivered<OfTickets>[]): Promise<void> {
    await this.facts.change(tx, all(deliveries, ticketTold));
    await this.answers.noteWays(
      tx,
      deliveries.flatMap(({ event, at }) => wayTold(event, at) ?? []),
    );
    await this.answers.noteRounds(
      tx,
      deliveries.flatMap(({ event, at }) => roundTold(event, at) ?? []),
    );
  }

  @OnMany([ReportReceived], 'assessment-facts')
  reports(tx: EntityManager, deliveries: readonly Delivered<ReportReceived>[]): Promise<void> {
    return this.facts.change(tx, all(deliveries, reportTold));
  }

  @OnMany([ReportRated, ReportCalledBack], 'assessment-facts')
  answered(tx: EntityManager, deliveries: readonly Delivered<ReportRated | ReportCalledBack>[]): Promise<void> {
    return this.answers.put(
      tx,
      deliveries.map(({ event, ...given }) => answerFact(event, given)),
    );
  }
}
