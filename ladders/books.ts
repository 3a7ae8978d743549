import { settled } from '../tools/replay/accounts.js';
import type { Check } from '../tools/replay/checks.js';
import { Pool } from '../tools/replay/pace.js';
import { readLedger } from '../tools/replay/ledger.js';
import { differences, fateTable, type Ending, type Fate, type Tallied } from '../tools/replay/tally.js';
import { table } from '../tools/gw/src/output.js';
import { actOf, type Step } from './acts.js';
import type { CountingFaces } from './faces.js';
import type { Mixed } from './mixed.js';
import { actsOf, leastOf } from './plan.js';
import type { Scene } from './scene.js';
import { actDifferences, actTable, Tally, tooRare } from './tally.js';

/** Too much was waiting: the runner came again, as it is told to, and the matter went its way. */
const BUSY = '503';

/** Compares what the runner was answered with what the ledger tells, and prints both; returns what must hold. */
export async function settleBooks(
  scene: Scene,
  faces: CountingFaces,
  { mixed, tickets }: { readonly mixed: Mixed; readonly tickets: number },
  print: (line: string) => void,
): Promise<Check[]> {
  const ended = await endingsOf(mixed);
  const ids = new Set(ended.map(({ ticketId }) => ticketId));
  let fates = new Map<string, Fate>();
  const agreed = await settled(async () => {
    fates = await readLedger(scene.district.centre, ids);
    return { what: 'the ledger says the same of every ticket', wrong: differences(ended, fates) };
  });
  let acts = new Tally();
  const counted = await settled(async () => {
    acts = await countActs(scene, [...ids]);
    return { what: 'ledger and runner count the same acts', wrong: actDifferences(scene.tally, acts) };
  });
  const endings = ended.map(({ fate }) => fate);
  for (const line of ['', ...actTable(scene.tally, acts), '', ...fateTable(endings, [...fates.values()]), ''])
    print(line);
  for (const line of [...refusalTable(faces), '']) print(line);
  return [checkClosed(mixed, endings), agreed, counted, checkActs(mixed, acts, leastOf(tickets)), checkAnswers(faces)];
}

/** Each ticket's file, asked at its owner. */
function endingsOf({ done }: Mixed): Promise<Tallied[]> {
  const tickets = done.flatMap(({ way, turn }) =>
    turn.tickets.map((hands) => ({ what: `matter ${turn.number}, ${way.name}`, hands })),
  );
  return someAtOnce(tickets, async ({ what, hands }) => {
    return { what, ticketId: hands.ticketId, fate: await hands.ending() };
  });
}

const AT_ONCE = 8;

function someAtOnce<T, R>(things: readonly T[], work: (thing: T) => Promise<R>): Promise<R[]> {
  const pool = new Pool(AT_ONCE);
  return Promise.all(things.map((thing) => pool.run(() => work(thing))));
}

/** The acts that the timelines of these tickets tell of. */
async function countActs({ district, profile }: Scene, ids: readonly string[]): Promise<Tally> {
  const tally = new Tally();
  const read = async (id: string): Promise<void> => {
    for (const step of await district.centre.list<Step>(`/tickets/${id}/timeline`)) {
      const act = actOf(step);
      if (act) tally.note(act, step.entity === 'order' ? profile.tierOf(step.unit ?? '') : undefined);
    }
  };
  await someAtOnce(ids, read);
  return tally;
}

function checkClosed({ done, failed }: Mixed, endings: readonly Ending[]): Check {
  const open = endings.filter(({ state }) => state !== 'closed').length;
  const wrong = open > 0 ? [...failed, `${open} tickets are not closed`] : failed;
  return { what: `${done.length} matters went their way: ${endings.length} tickets, all closed`, wrong };
}

const checkActs = ({ ways }: Mixed, acts: Tally, least: number): Check => ({
  what: `each act of the order's table at least ${least} times`,
  wrong: tooRare(acts, actsOf(ways), least),
});

function checkAnswers({ answers }: CountingFaces): Check {
  const counts = [...answers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([status, count]) => `${status} × ${count}`);
  const wrong = [...answers]
    .filter(([status]) => Number(status) >= 500 && status !== BUSY)
    .map(([status, count]) => `${count} × ${status}`);
  return { what: `HTTP answers: ${counts.join(', ')}`, wrong };
}

function refusalTable({ refusals }: CountingFaces): string[] {
  const rows = [...refusals]
    .sort(([, a], [, b]) => b - a)
    .map(([key, count]) => [key.slice(0, 3), key.slice(4), String(count)]);
  return table(['status', 'refusal', 'times'], rows);
}
