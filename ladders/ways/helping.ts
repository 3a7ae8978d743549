import { until } from '../../tools/replay/http.js';
import type { OrderView } from '../../tools/replay/matter.js';
import { pick } from '../../tools/replay/random.js';
import { RESULT } from '../../tools/replay/words.js';
import type { Hands } from '../hands.js';
import { REASON } from '../words.js';
import type { Turn, Way } from './way.js';

/** The order goes on as soon as nobody is waited for. */
export const goesOn = ({ scene: { district } }: Hands, { id, unit }: OrderView): Promise<OrderView> =>
  until(
    `order ${id} to go on`,
    () => district.staffOf(unit).see<OrderView>(`/orders/${id}`),
    ({ waiting }) => !waiting,
  );

/** A unit below does the job, and the holder answers for it. */
async function delegate({ scene }: Turn, hands: Hands, order: OrderView, unit: string): Promise<void> {
  const body = { unit, reason: REASON.delegate, ...scene.district.dutyOf(unit) };
  const waiting = await hands.act(order, 'delegate', body);
  const child = await hands.act(await hands.matter.orderOf(unit), 'accept');
  await hands.finish(child);
  await hands.finish(await goesOn(hands, waiting), { worker: child.tier });
  await hands.close();
}

const toTheGrid: Way = {
  name: 'delegated to the grid',
  acts: ['delegate'],
  play: async (turn) => {
    const hands = await turn.report();
    await delegate(turn, hands, await hands.climb(1), turn.place.grid.code);
  },
};

const toADesk: Way = {
  name: 'delegated to a desk or station',
  acts: ['delegate'],
  suits: ({ below }) => below.length > 0,
  play: async (turn) => {
    const { ladder, below } = turn.place;
    const hands = await turn.report();
    await delegate(turn, hands, await hands.climb(ladder.length - 1), pick(below, turn.dice()).code);
  },
};

/** Takes the assist and resolves it; whoever leads comes after. */
async function help(turn: Turn, hands: Hands, lead: OrderView, unit: string): Promise<[OrderView, OrderView]> {
  const body = { unit, reason: REASON.assist, ...turn.scene.district.dutyOf(unit) };
  const asked = await hands.act(lead, 'assist', body);
  const assist = await hands.act(await hands.matter.orderOf(unit), 'accept');
  return [asked, await hands.act(assist, 'resolve', RESULT.of('solved'))];
}

/** Beside it or above: a neighbour, else its own office. What its lead's verifier confirms is confirmed with the lead. */
const fromBeside: Way = {
  name: 'helped by a neighbour',
  acts: ['assist'],
  play: async (turn) => {
    const { neighbour, ladder } = turn.place;
    const hands = await turn.report();
    const unit = neighbour ?? ladder[1];
    const [lead, assist] = await help(turn, hands, await hands.climb(0), unit?.code ?? '');
    await hands.finish(lead);
    hands.note('confirm', assist.tier);
    await hands.close();
  },
};

const fromBelow: Way = {
  name: 'helped by a desk or station',
  acts: ['assist'],
  suits: ({ below }) => below.length > 0,
  play: async (turn) => {
    const { ladder, below } = turn.place;
    const hands = await turn.report();
    const top = await hands.climb(ladder.length - 1);
    const [lead, assist] = await help(turn, hands, top, pick(below, turn.dice()).code);
    await hands.act(assist, 'confirm');
    await hands.finish(lead);
    await hands.close();
  },
};

const byTheCouncil: Way = {
  name: 'shared: settled by the council',
  acts: ['mark', 'delegate'],
  suits: ({ council }) => council !== undefined,
  play: async (turn) => {
    const { code: council = '' } = turn.place.council ?? {};
    const hands = await turn.report();
    const first = await hands.climb(0);
    await hands.onTicket(first.unit, 'mark', { as: 'shared', reason: REASON.kind });
    hands.note('mark');
    hands.note('delegate', first.tier);
    const settled = await hands.finish(await hands.act(await hands.matter.orderOf(council), 'accept'));
    await hands.finish(await goesOn(hands, first), { worker: settled.tier });
    await hands.close();
  },
};

export const HELPING: readonly Way[] = [toTheGrid, toADesk, fromBeside, fromBelow, byTheCouncil];
