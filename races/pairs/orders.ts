import { RESULT } from '../../tools/replay/words.js';
import type { OrderAct, OrderView } from '../../tools/replay/matter.js';
import type { Hand, Stage } from '../stage.js';
import { act, meeting, type Pair, type Side } from './pair.js';

type OnOrder = OrderAct | 'cancel' | 'reassign' | 'delegate' | 'send-back';

const WHY = { reason: RESULT.upheld };

/** Who does what to an order, and what is said with it. */
const ACTS: Readonly<Record<OnOrder, (order: OrderView, stage: Stage) => { unit: string; body: object }>> = {
  accept: ({ unit }) => ({ unit, body: {} }),
  return: ({ unit }) => ({ unit, body: { reason: RESULT.return } }),
  resolve: ({ unit }) => ({ unit, body: RESULT.of('solved') }),
  raise: ({ unit }) => ({ unit, body: { reason: RESULT.raise } }),
  delegate: ({ unit, grid }, { district }) => ({
    unit,
    body: { unit: grid, reason: RESULT.raise, ...district.dutyOf(grid) },
  }),
  confirm: ({ verifier: unit }) => ({ unit, body: {} }),
  'send-back': ({ verifier: unit }) => ({ unit, body: WHY }),
  cancel: ({ dispatcher: unit }) => ({ unit, body: WHY }),
  reassign: (order, stage) => ({ unit: order.dispatcher, body: { ...neighbour(order, stage), ...WHY } }),
  'uphold-return': (order, stage) => ({ unit: order.dispatcher, body: { ...neighbour(order, stage), ...WHY } }),
  'overrule-return': ({ dispatcher: unit }) => ({ unit, body: { reason: RESULT.overruled } }),
};

function neighbour({ grid }: OrderView, { district }: Stage): object {
  const unit = district.neighbourOf(grid, 0);
  if (unit === undefined) throw new Error(`grid ${grid} has no neighbour`);
  return { unit, ...district.dutyOf(unit) };
}

/** What whoever may does to the order in hand. */
export const onOrder =
  (name: OnOrder): Side =>
  (stage, { order }) => {
    const { unit, body } = ACTS[name](order, stage);
    return act(stage.district.staffOf(unit), 'orders', order, name, body);
  };

/** Two acts on one order, each allowed by its state: whoever comes second saw an order that is no longer so. */
function onOne(
  [first, second]: readonly [OnOrder, OnOrder],
  bring: (stage: Stage) => Promise<Hand>,
  [whenFirst, whenSecond]: readonly [string, string],
): Pair {
  const outcomes = { first: [whenFirst], second: [whenSecond] };
  const meet = meeting(bring, onOrder(first), onOrder(second));
  return { id: `${first}-${second}`, about: `${first} × ${second}`, meet, outcomes };
}

const issued = (stage: Stage): Promise<Hand> => stage.issued();
const accepted = (stage: Stage): Promise<Hand> => stage.accepted();
const resolved = (stage: Stage): Promise<Hand> => stage.resolved();
const returned = (stage: Stage): Promise<Hand> => stage.returned();
const atVillage = (stage: Stage): Promise<Hand> => stage.atVillage();

const acceptAs =
  (role: string): Side =>
  ({ district }, { order }) =>
    act(district.staffOf(order.unit, role), 'orders', order, 'accept');

/** Two of a township's staff take one order. */
const acceptTwice: Pair = {
  id: 'accept-accept',
  about: 'accept × accept, by two of a unit',
  meet: meeting((stage) => stage.issuedAtTownship(), acceptAs('dispatcher'), acceptAs('deputy')),
  outcomes: { first: ['assigned: raised, raised, accepted'], second: ['assigned: raised, raised, accepted'] },
};

export const ORDER_PAIRS: readonly Pair[] = [
  acceptTwice,
  onOne(['accept', 'return'], issued, ['assigned: accepted', 'assigned: returned']),
  onOne(['accept', 'cancel'], issued, ['assigned: accepted', 'assigned: cancelled']),
  onOne(['accept', 'reassign'], issued, ['assigned: accepted', 'assigned: cancelled, issued']),
  onOne(['resolve', 'raise'], accepted, ['assigned: resolved', 'assigned: raised, issued']),
  onOne(['resolve', 'cancel'], accepted, ['assigned: resolved', 'assigned: cancelled']),
  onOne(['raise', 'reassign'], accepted, ['assigned: raised, issued', 'assigned: cancelled, issued']),
  onOne(['raise', 'cancel'], accepted, ['assigned: raised, issued', 'assigned: cancelled']),
  onOne(['delegate', 'cancel'], atVillage, ['assigned: raised, waiting, issued', 'assigned: raised, cancelled']),
  onOne(['confirm', 'send-back'], resolved, ['resolved solved: confirmed', 'assigned: accepted']),
  onOne(['confirm', 'confirm'], resolved, ['resolved solved: confirmed', 'resolved solved: confirmed']),
  onOne(['uphold-return', 'overrule-return'], returned, ['assigned: cancelled, issued', 'assigned: issued']),
];
