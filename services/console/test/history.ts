import { allEvents, type EventContract } from '@gridwhistle/contracts';
import { Recording, type Recorded, type Subject } from '@gridwhistle/testing/redelivery';
import { v5, v7 } from 'uuid';

/** Of one aggregate these come first, in this order. */
const FIRST = ['report.received', 'ticket.opened', 'ticket.assigned', 'order.issued', 'order.accepted'];

/** One of every event that exists, from the contracts' own examples. */
export function oneOfEach(district: string): Recorded[] {
  const recording = new Recording(district);
  for (const contract of allEvents().sort(byRank)) {
    recording.say(subjectOf(contract), Object.assign(new contract.cls(), contract.example));
  }
  return recording.events;
}

/** The example's own ids: all of them tell of one ticket. */
function subjectOf({ entity, example }: EventContract): Subject {
  const data = example as Record<string, string | undefined>;
  const ticketId = data['ticketId'] ?? null;
  const named = data[`${entity.replace('hotline-order', 'ticket').replace('report', 'ticket')}Id`];
  return { id: named ?? ticketId ?? v5(entity, v5.URL), ticketId, unit: data['unit'] ?? null };
}

const rank = ({ name }: EventContract): number => (FIRST.indexOf(name) + FIRST.length + 1) % (FIRST.length + 1);
const byRank = (a: EventContract, b: EventContract): number => rank(a) - rank(b);

export const newId = (): string => v7();
