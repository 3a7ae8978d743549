import type { OrderView } from '../../tools/replay/matter.js';
import {
  conclude,
  orderIn,
  request,
  rule,
  summon,
  turnUp,
  whistleWhen,
  type Summons,
  type WhistleView,
} from '../../tools/replay/whistling.js';
import { kindFor } from '../../tools/replay/terrain.js';
import { RESULT } from '../../tools/replay/words.js';
import type { Hands } from '../hands.js';
import { otherDepartment, type Place } from '../place.js';
import type { Scene } from '../scene.js';
import { REASON } from '../words.js';
import type { Turn, Way } from './way.js';

const SUMMONED = 2;

/** Only where the profile has whistles, and the top of the ladder may ask for one. */
const whistles = ({ ladder }: Place, { profile }: Scene): boolean =>
  kindFor(ladder.at(-1)?.tier, profile) !== undefined;

/** The township's accepted order, and whom it wants. */
async function atTheTop(turn: Turn): Promise<{ hands: Hands; township: OrderView; summons: Summons }> {
  const { scene, place, number, dice } = turn;
  const hands = await turn.report();
  const township = await hands.climb(place.ladder.length - 1);
  const { code: lead } = scene.profile.departmentFor(township.category, township.area);
  const kind = kindFor(township.tier, scene.profile) ?? '';
  const assist = otherDepartment(place, lead, dice()).code;
  const summons = { kind, lead, assist, key: `ladders-${scene.run}-${number}-whistle`, result: RESULT.of('solved') };
  return { hands, township, summons };
}

async function summoned(hands: Hands, township: OrderView, summons: Summons): Promise<WhistleView> {
  const whistle = await summon(hands.matter, township, summons);
  hands.note('whistle');
  hands.note('approved whistle');
  return whistle;
}

/** Those who come do the work, the assist first; the township ends whistle and matter. */
async function workOff(
  hands: Hands,
  township: OrderView,
  whistle: WhistleView,
  units: readonly string[],
): Promise<void> {
  const taken = await Promise.all(units.map((unit) => turnUp(hands.matter, whistle, unit)));
  hands.note('report-in', undefined, taken.length);
  const [lead, goesOn] = await conclude(hands.matter, township, whistle, { taken, result: RESULT.of('solved') });
  hands.note('completed whistle');
  await hands.finish(goesOn, { worker: lead.tier });
  await hands.close();
}

const whistled: Way = {
  name: 'whistled',
  acts: ['whistle', 'approved whistle', 'report-in', 'completed whistle'],
  suits: whistles,
  play: async (turn) => {
    const { hands, township, summons } = await atTheTop(turn);
    const whistle = await summoned(hands, township, summons);
    await workOff(hands, township, whistle, [summons.assist, summons.lead]);
  },
};

const declined: Way = {
  name: 'whistle declined',
  acts: ['declined whistle'],
  suits: whistles,
  play: async (turn) => {
    const { hands, township, summons } = await atTheTop(turn);
    const asked = await request(hands.matter, township, summons);
    hands.note('whistle');
    await rule(hands.matter, township, asked, 'decline', { reason: REASON.declined });
    hands.note('declined whistle');
    await hands.finish(township);
    await hands.close();
  },
};

/** A summoned department objects, and its centre rules. */
async function objected(
  { scene, place }: Turn,
  hands: Hands,
  { order: id, ruling }: { order: string; ruling: { act: string; body: object } },
): Promise<OrderView> {
  const seen = await scene.district.centre.see<OrderView>(`/orders/${id}`);
  const order = await hands.act(seen, 'object', { reason: REASON.object });
  const pending = ({ objection }: OrderView): boolean => objection === 'raised';
  return scene.district.staffOf(place.centre.code).act(`/orders/${id}`, order, { ...ruling, pending });
}

const objectionOverruled: Way = {
  name: 'objection overruled',
  acts: ['object', 'overrule-objection'],
  suits: whistles,
  play: async (turn) => {
    const { hands, township, summons } = await atTheTop(turn);
    const whistle = await summoned(hands, township, summons);
    const ruling = { act: 'overrule-objection', body: { reason: REASON.refused } };
    const order = await objected(turn, hands, { order: orderIn(whistle, summons.assist) ?? '', ruling });
    hands.note('overrule-objection', order.tier);
    await workOff(hands, township, whistle, [summons.assist, summons.lead]);
  },
};

const objectionUpheld: Way = {
  name: 'objection upheld: another comes',
  acts: ['object', 'uphold-objection'],
  suits: (place, scene) => whistles(place, scene) && place.departments.length > SUMMONED,
  play: async (turn) => {
    const { hands, township, summons } = await atTheTop(turn);
    const whistle = await summoned(hands, township, summons);
    const instead = otherDepartment(turn.place, summons.lead, turn.dice(), summons.assist).code;
    const ruling = { act: 'uphold-objection', body: { unit: instead, reason: REASON.reassign } };
    const order = await objected(turn, hands, { order: orderIn(whistle, summons.assist) ?? '', ruling });
    hands.note('uphold-objection', order.tier);
    const anew = await whistleWhen(hands.matter, township, whistle, (seen) => orderIn(seen, instead) !== undefined);
    await workOff(hands, township, anew, [instead, summons.lead]);
  },
};

export const WHISTLING: readonly Way[] = [whistled, declined, objectionOverruled, objectionUpheld];
