import { eventOfType, parseEvent } from '@gridwhistle/contracts';
import type { Recorded } from '@gridwhistle/testing/redelivery';
import type { Happened } from '../src/refold.js';

/** Events as the bus's gate lets them through: each aggregate's once and in order, whatever came early or again. */
export function gated(events: readonly Recorded[]): Happened[] {
  const last = new Map<string, number>();
  const through: Happened[] = [];
  for (let waiting = [...events], before = Infinity; waiting.length < before;) {
    before = waiting.length;
    waiting = waiting.filter((event) => !letThrough(event, last, through));
  }
  return through;
}

/** Whether nothing more is to be done with it. */
function letThrough({ envelope }: Recorded, last: Map<string, number>, through: Happened[]): boolean {
  const aggregate = `${envelope.type.split('.')[0]}/${envelope.subject}`;
  const [seen, sequence] = [last.get(aggregate) ?? 0, Number(envelope.sequence)];
  if (sequence > seen + 1) return false;
  if (sequence <= seen) return true;
  last.set(aggregate, sequence);
  const contract = eventOfType(envelope.type);
  if (!contract) throw new Error(`${envelope.type} is no event`);
  through.push({ event: parseEvent(contract, envelope.data), sequence, at: new Date(envelope.time) });
  return true;
}
