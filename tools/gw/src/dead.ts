import { Failure } from './failure.js';
import type { Installation } from './installation.js';
import { internal } from './operator.js';
import { localTime, print, table } from './output.js';

export interface DeadLetter {
  id: string;
  consumer: string;
  entity: string;
  aggregateId: string;
  sequence: number;
  type: string;
  reason: string;
  parkedAt: string;
}

type Found = DeadLetter & { service: string };

async function all(installation: Installation): Promise<Found[]> {
  const lists = await Promise.all(
    Object.keys(installation.services).map(async (service) => {
      const { items } = await internal<{ items: DeadLetter[] }>(installation, service, '/internal/dead-letters');
      return items.map((item) => ({ ...item, service }));
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
          letters.map((l) => [`${l.service}/${l.id}`, localTime(l.parkedAt), l.consumer, l.type, l.reason]),
        ),
  );
}

export async function showDead(installation: Installation, id: string): Promise<void> {
  console.log(JSON.stringify(await find(installation, id), null, 2));
}

/** `retry` applies the letter and what waits behind it, in order; `drop` gives it up for good. */
export async function settleDead(installation: Installation, id: string, act: 'retry' | 'drop'): Promise<void> {
  const letter = await find(installation, id);
  await internal(installation, letter.service, `/internal/dead-letters/${letter.id}/${act}`, 'POST');
  console.log(`${id}: ${act === 'retry' ? 'applied again' : 'dropped'}`);
}
