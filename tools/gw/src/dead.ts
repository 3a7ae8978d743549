import { Failure } from './failure.js';
import type { Installation } from './installation.js';
import { internal } from './operator.js';
import { localTime, print, table } from './output.js';

/** As a service's internal endpoint tells it. */
export interface DeadLetter {
  id: number;
  consumer: string;
  type: string;
  /** Nothing is wrong with it: an earlier event of its aggregate is parked. */
  behind: boolean;
  reason: string;
  at: string;
}

type Found = DeadLetter & { service: string };

async function all(installation: Installation): Promise<Found[]> {
  const lists = await Promise.all(
    Object.keys(installation.services).map(async (service) => {
      const path = '/internal/dead-letters?limit=500';
      const { deadLetters } = await internal<{ deadLetters: DeadLetter[] }>(installation, service, path);
      return deadLetters.map((letter) => ({ ...letter, service }));
    }),
  );
  return lists.flat();
}

async function find(installation: Installation, id: string): Promise<Found> {
  const found = (await all(installation)).find((letter) => `${letter.service}/${letter.id}` === id);
  if (!found) throw new Failure(`There is no dead letter ${id}. \`npx gw dead list\` shows what there is.`);
  return found;
}

export async function listDead(installation: Installation, json?: boolean): Promise<void> {
  const letters = await all(installation);
  print(json, letters, () =>
    letters.length === 0
      ? ['no dead letters']
      : table(
          ['id', 'parked', 'consumer', 'event', 'reason'],
          letters.map((l) => [`${l.service}/${l.id}`, localTime(l.at), l.consumer, l.type, l.reason]),
        ),
  );
}

export async function showDead(installation: Installation, id: string): Promise<void> {
  console.log(JSON.stringify(await find(installation, id), null, 2));
}

/** `retry` applies the letter and what waits behind it, in order; `drop` gives it up for good. */
export async function settleDead(installation: Installation, id: string, act: 'retry' | 'drop'): Promise<void> {
  const letter = await find(installation, id);
  const path = `/internal/dead-letters/${letter.id}/${act}`;
  const { left, reason } = await internal<{ left: number; reason?: string }>(
    installation,
    letter.service,
    path,
    'POST',
  );
  if (reason) throw new Failure(`${id} failed again: ${reason}. ${left} stay parked.`);
  console.log(`${id}: ${act === 'retry' ? 'applied' : 'dropped'}, ${left} of its aggregate left`);
}
