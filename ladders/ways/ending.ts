import { pick } from '../../tools/replay/random.js';
import { Hands } from '../hands.js';
import { REASON } from '../words.js';
import type { Turn, Way } from './way.js';

/** Reported, settled by the first holder. */
async function resolved(turn: Turn): Promise<Hands> {
  const hands = await turn.report();
  await hands.finish(await hands.climb(0));
  return hands;
}

/** The second round, by whoever did the first. */
async function redone(hands: Hands): Promise<void> {
  hands.note('redo');
  await hands.finish(await hands.act(await hands.lead(2), 'accept'));
  await hands.close(2);
}

const notSolved: Way = {
  name: 'rated as not solved',
  acts: ['redo'],
  play: async (turn) => {
    const hands = await resolved(turn);
    await hands.rate(1, false);
    await redone(hands);
  },
};

const redoneByDispatcher: Way = {
  name: 'redone before anybody rated',
  acts: ['redo'],
  play: async (turn) => {
    const hands = await resolved(turn);
    const { dispatcher } = await hands.matter.ticketWhen('a result', ({ state }) => state === 'resolved');
    await hands.onTicket(dispatcher, 'redo', { reason: REASON.redo });
    await redone(hands);
  },
};

const reopened: Way = {
  name: 'reopened after its end',
  acts: ['redo'],
  play: async (turn) => {
    const hands = await resolved(turn);
    await hands.close();
    const { dispatcher } = await hands.closed();
    await hands.onTicket(dispatcher, 'reopen', { reason: REASON.redo });
    await redone(hands);
  },
};

const unrated: Way = {
  name: 'never rated',
  acts: ['confirm'],
  waits: 'rating window',
  play: async (turn) => {
    const hands = await resolved(turn);
    return async () => void (await hands.closed());
  },
};

const withdrawn: Way = {
  name: 'withdrawn',
  acts: ['issue'],
  play: async (turn) => {
    const hands = await turn.report();
    await hands.lead();
    await hands.asReporter('withdrawal');
    await hands.closed();
  },
};

const merged: Way = {
  name: 'two reports of one matter',
  acts: ['merge'],
  play: async (turn) => {
    const kept = await turn.report();
    const other = await turn.report();
    const order = await kept.climb(0);
    await other.lead();
    const { dispatcher } = await other.matter.ticketWhen('a look', () => true);
    await other.onTicket(dispatcher, 'merge', { into: kept.ticketId });
    other.note('merge');
    await other.closed();
    await kept.finish(order);
    await kept.close();
  },
};

const split: Way = {
  name: 'two matters in one report',
  acts: ['split'],
  play: async (turn) => {
    const whole = await turn.report();
    await whole.lead();
    const { dispatcher } = await whole.matter.ticketWhen('a look', () => true);
    const { code: unit } = turn.place.grid;
    const given = { unit, ...turn.scene.district.dutyOf(unit) };
    const part = () => ({ category: pick(turn.place.categories, turn.dice()), ...given });
    const { partsOpen = [] } = await whole.onTicket(dispatcher, 'split', {
      parts: [part(), part()],
      reason: REASON.split,
    });
    whole.note('split');
    for (const id of partsOpen) {
      const hands = turn.keep(new Hands(turn.scene, id));
      await hands.finish(await hands.act(await hands.lead(), 'accept'));
      await hands.closed();
    }
    await whole.close();
  },
};

const explained: Way = {
  name: 'private: explained',
  acts: ['mark'],
  play: async (turn) => {
    const hands = await turn.report();
    const order = await hands.climb(0);
    await hands.onTicket(order.unit, 'mark', { as: 'private', reason: REASON.kind });
    hands.note('mark');
    await hands.finish(order, { outcome: 'self-help' });
    await hands.close();
  },
};

const invalid: Way = {
  name: 'found invalid',
  acts: ['resolve'],
  play: async (turn) => {
    const hands = await turn.report();
    const order = await hands.climb(0);
    await hands.onTicket(order.unit, 'mark', { as: 'invalid', reason: REASON.cancel });
    hands.note('resolve', order.tier);
    await hands.act(await hands.matter.orderOf(order.unit, 'resolved'), 'confirm');
    hands.worker = order.tier;
    await hands.closed();
  },
};

export const ENDING: readonly Way[] = [
  notSolved,
  redoneByDispatcher,
  reopened,
  unrated,
  withdrawn,
  merged,
  split,
  explained,
  invalid,
];
