import { allEvents, contractOf } from '@gridwhistle/contracts';
import { OnMany, type Delivered } from '@gridwhistle/messaging';
import { afterCommit } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Fact } from '../domain/fact.js';
import { Feed } from '../feed/feed.js';
import { LedgerWriter, type Heard } from './ledger.writer.js';

/** The ledger's place in the stream; the name is for ever. */
const DURABLE = 'console-ledger';
const EVERYTHING = allEvents().map(({ cls }) => cls);

/** Builds the ledger (台账) from everybody's events; it holds no people's data, since no event does. */
@Injectable()
export class LedgerConsumers {
  constructor(
    private readonly feed: Feed,
    private readonly ledger: LedgerWriter,
  ) {}

  @OnMany(EVERYTHING, DURABLE)
  async record(tx: EntityManager, deliveries: readonly Delivered[]): Promise<void> {
    await this.ledger.write(tx, deliveries.map(heard));
    afterCommit(tx, () => this.feed.wake());
  }
}

function heard({ event, eventId, ticketId, unit, ...delivery }: Delivered): Heard {
  return { fact: factOf(event, delivery), eventId, ticketId, unit };
}

function factOf(event: object, { entity, aggregateId, sequence, at }: Omit<Fact, 'event' | 'data'>): Fact {
  return { event: contractOf(event).name, entity, aggregateId, sequence, at, data: { ...event } };
}
