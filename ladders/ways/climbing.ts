import { callBack } from '../../tools/replay/rating.js';
import { pick } from '../../tools/replay/random.js';
import { Hands } from '../hands.js';
import { REASON } from '../words.js';
import type { Turn, Way } from './way.js';

/** Settled by whoever stands so many rungs above the grid. */
const settled = (rungs: number, name: string): Way => ({
  name,
  acts: rungs === 0 ? ['accept', 'progress', 'resolve', 'confirm'] : ['raise'],
  play: async (turn) => {
    const hands = await turn.report();
    const order = await hands.climb(rungs);
    if (rungs === 0) await hands.act(order, 'progress', { text: REASON.progress });
    await hands.finish(order, { outcome: pick(['solved', 'explained', 'self-help'], turn.dice()) });
    await hands.close();
  },
});

const TOWNSHIP = 2;

const emergency: Way = {
  name: 'an emergency starts above the grid',
  acts: ['issue'],
  play: async (turn) => {
    const hands = await turn.report({ severity: 'emergency' });
    await hands.finish(await hands.act(await hands.lead(), 'accept'));
    await hands.close();
  },
};

const unplaced: Way = {
  name: 'reported without a place',
  acts: ['issue'],
  play: async (turn) => {
    const hands = await turn.report({ placed: false });
    await assign(turn, hands);
    await hands.finish(await hands.act(await hands.lead(), 'accept'));
    await hands.close();
  },
};

const byHotline: Way = {
  name: 'from 12345',
  acts: ['issue'],
  play: async (turn) => {
    const { scene, number } = turn;
    const order = { number: `LD${scene.run}-${number}`, title: '热线诉求', content: `编号${number}的诉求` };
    const { status, body } = await scene.hotline.sendOrder(order);
    if (status !== 201) throw new Error(`12345's order: ${status} ${JSON.stringify(body)}`);
    const hands = turn.keep(new Hands(scene, (body as { ticketId: string }).ticketId));
    await assign(turn, hands);
    await hands.finish(await hands.act(await hands.lead(), 'accept'));
    await callBack(order.number, { round: 1, satisfied: true }, scene.hotline);
    await hands.closed();
  },
};

/** What waits as `reported` gets its grid, its category and its first holder. */
async function assign({ scene, place, dice }: Turn, hands: Hands): Promise<void> {
  const { dispatcher } = await hands.matter.ticketWhen('opening', ({ acts }) => acts.includes('assign'));
  const { code: grid } = place.grid;
  const given = { unit: grid, ...scene.district.dutyOf(grid) };
  await hands.onTicket(dispatcher, 'assign', { grid, category: pick(place.categories, dice()), ...given });
}

export const CLIMBING: readonly Way[] = [
  settled(0, 'settled in the grid'),
  settled(1, 'raised once'),
  settled(TOWNSHIP, 'raised twice'),
  emergency,
  unplaced,
  byHotline,
];
