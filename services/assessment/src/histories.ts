import { eventOfType, ownerOf, parseEvent } from '@gridwhistle/contracts';
import type { EventPage, History } from '@gridwhistle/messaging';
import type { ServiceName } from '@gridwhistle/kernel';
import { InternalClient } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { Fact } from './domain/fact.js';
import { lies, type Period } from './domain/period.js';
import { Refold, type Happened } from './refold.js';

/** Of a report and its ticket: what the report says comes first, so that its facts are known when the ticket names them. */
const GROUPS = [['order'], ['whistle'], ['report', 'ticket']] as const;
const PATIENCE_MS = 30_000;

/** The events that facts are made of, read anew from the logs of the services that own them. */
@Injectable()
export class Histories {
  constructor(private readonly client: InternalClient) {}

  /** The facts that count in a period, from what happened until a moment, and how many events that was. */
  async factsOf(
    period: Period,
    until: Date,
    onRead: (events: number) => void,
  ): Promise<{ facts: Fact[]; events: number }> {
    const facts: Fact[] = [];
    let events = 0;
    for (const group of GROUPS) {
      const refold = new Refold();
      for (const entity of group) {
        for await (const page of this.pages(entity, until)) {
          page.events.flatMap(happenedOf).forEach((happened) => refold.tell(happened));
          onRead((events += page.events.length));
          const last = page.next?.aggregate;
          refold.keep((fact) => lies(fact.countsAt, period) || isOf(fact, last));
        }
      }
      for (const ticketId of refold.others()) await this.hear(refold, ticketId, until);
      facts.push(...refold.facts().filter(({ countsAt }) => lies(countsAt, period)));
    }
    return { facts, events };
  }

  /** Once more what happened to a ticket, of whose result the reporter of another spoke. */
  private async hear(refold: Refold, ticketId: string, until: Date): Promise<void> {
    const path = `/internal/events/ticket/${ticketId}`;
    const { events } = await this.client.get<EventPage>(ownerNamed('ticket'), path, { timeoutMs: PATIENCE_MS });
    const then = events.flatMap(happenedOf).filter(({ at }) => at <= until);
    then.forEach((happened) => refold.hear(happened));
  }

  private async *pages(entity: string, until: Date): AsyncGenerator<History> {
    const owner = ownerNamed(entity);
    for (let after: History['next'] = { aggregate: FIRST, sequence: 0 }; after;) {
      const query = `aggregate=${after.aggregate}&sequence=${after.sequence}&until=${until.toISOString()}`;
      const page: History = await this.client.get(owner, `/internal/events/${entity}?${query}`, {
        timeoutMs: PATIENCE_MS,
      });
      yield page;
      after = page.next;
    }
  }
}

const FIRST = '00000000-0000-0000-0000-000000000000';

/** The aggregate whose events go on with the next page. */
const isOf = (fact: Fact, aggregate: string | undefined): boolean =>
  aggregate !== undefined && (fact.id.startsWith(aggregate) || fact.ticketId === aggregate);

function ownerNamed(entity: string): ServiceName {
  const owner = ownerOf(entity);
  if (!owner) throw new Error(`nobody owns ${entity}`);
  return owner;
}

function happenedOf({ envelope: { type, data, sequence, time } }: History['events'][number]): Happened[] {
  const contract = eventOfType(type);
  return contract ? [{ event: parseEvent(contract, data), sequence: Number(sequence), at: new Date(time) }] : [];
}
