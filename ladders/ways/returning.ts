import { RESULT } from '../../tools/replay/words.js';
import type { Hands } from '../hands.js';
import type { OrderView } from '../../tools/replay/matter.js';
import type { Place } from '../place.js';
import { REASON } from '../words.js';
import type { Turn, Way } from './way.js';

/** Somebody else than the first holder: the grid beside it, else the department that answers for the matter. */
function elsewhere({ scene, place }: Turn, { category, area }: OrderView): { unit: string; duty?: string } {
  const unit = place.neighbour?.code ?? scene.profile.departmentFor(category, area).code;
  return { unit, ...scene.district.dutyOf(unit) };
}

async function settle(hands: Hands, order: OrderView): Promise<void> {
  await hands.finish(await hands.act(order, 'accept'));
  await hands.close();
}

const overruled: Way = {
  name: 'returned, overruled',
  acts: ['return', 'overrule-return'],
  play: async (turn) => {
    const hands = await turn.report();
    const returned = await hands.act(await hands.lead(), 'return', { reason: RESULT.return });
    await settle(hands, await hands.act(returned, 'overrule-return', { reason: RESULT.overruled }));
  },
};

const upheld: Way = {
  name: 'returned, upheld',
  acts: ['return', 'uphold-return'],
  play: async (turn) => {
    const hands = await turn.report();
    const returned = await hands.act(await hands.lead(), 'return', { reason: RESULT.return });
    await hands.act(returned, 'uphold-return', { reason: RESULT.upheld, ...elsewhere(turn, returned) });
    await settle(hands, await hands.lead());
  },
};

const reassigned: Way = {
  name: 'given to another unit',
  acts: ['reassign'],
  play: async (turn) => {
    const hands = await turn.report();
    const first = await hands.lead();
    await hands.act(first, 'reassign', { reason: REASON.reassign, ...elsewhere(turn, first) });
    await settle(hands, await hands.lead());
  },
};

const cancelled: Way = {
  name: 'cancelled, assigned again',
  acts: ['cancel'],
  play: async (turn) => {
    const hands = await turn.report();
    const accepted = await hands.climb(0);
    await hands.act(accepted, 'cancel', { reason: REASON.cancel });
    const { dispatcher } = await hands.matter.ticketWhen('a look', () => true);
    await hands.onTicket(dispatcher, 'assign', {});
    await settle(hands, await hands.lead());
  },
};

const sentBack: Way = {
  name: 'sent back once',
  acts: ['send-back'],
  play: async (turn) => {
    const hands = await turn.report();
    const resolved = await hands.act(await hands.climb(0), 'resolve', RESULT.of('solved'));
    await hands.finish(await hands.act(resolved, 'send-back', { reason: REASON.sentBack }));
    await hands.close();
  },
};

/** Above whom raised matters end: a department may take them, if they stand on its list. */
const hasOffices = ({ ladder }: Place): boolean => ladder.length > TOWNSHIP;
const TOWNSHIP = 2;

const claimed: Way = {
  name: 'claimed by a department',
  acts: ['claim'],
  suits: hasOffices,
  play: async (turn) => {
    const hands = await turn.report();
    const order = await hands.climb(turn.place.ladder.length - 1);
    const { code: unit } = turn.scene.profile.departmentFor(order.category, order.area);
    await hands.onTicket(unit, 'claim', { unit, reason: REASON.claim });
    hands.note('claim', order.tier);
    await settle(hands, await hands.lead());
  },
};

export const RETURNING: readonly Way[] = [overruled, upheld, reassigned, cancelled, sentBack, claimed];
