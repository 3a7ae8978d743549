import type { Versioned } from '../../tools/replay/person.js';
import { RESULT } from '../../tools/replay/words.js';
import type { Channel, Hand, Stage } from '../stage.js';
import { onOrder } from './orders.js';
import { act, BY_EVENT_MS, meeting, wish, type Command, type Pair, type Side } from './pair.js';

interface Application extends Versioned {
  readonly id: string;
}
type Asked = Hand & { readonly asked: Application };

const DAY_MS = 24 * 3_600_000;

const moreTime = (stage: Stage, { order }: Hand): Command => {
  const body = { amount: 1, measure: 'work-hour', reason: RESULT.raise };
  return wish(stage.district.staffOf(order.unit), 'dispatch', `/orders/${order.id}/extensions`, body, stage.key());
};

/** A month from when the order was issued, in the run's own time. */
const putOff = (stage: Stage, { order }: Hand): Command => {
  const until = new Date(Date.parse(order.issuedAt) + 30 * DAY_MS).toISOString();
  const body = { until, reason: RESULT.raise };
  const path = `/tickets/${order.ticketId}/suspensions`;
  return wish(stage.district.staffOf(order.unit), 'dispatch', path, body, stage.key());
};

const asking =
  (what: (stage: Stage, hand: Hand) => Command, channel?: Channel) =>
  async (stage: Stage): Promise<Asked> => {
    const hand = await stage.accepted(channel);
    return { ...hand, asked: await stage.done<Application>(what(stage, hand)) };
  };

const accepted = (stage: Stage): Promise<Hand> => stage.accepted();
const extensionAsked = asking(moreTime);
export const suspensionAsked = asking(putOff);
export const suspensionAskedByResident = asking(putOff, 'resident');

const approveExtension: Side<Asked> = ({ district }, { order, asked }) =>
  act(district.staffOf(order.verifier), 'extensions', asked, 'approve');

/** Whoever dispatches the ticket rules: the village's branch, the centre for what came from 12345. */
export const approveSuspension = async (stage: Stage, hand: Asked): Promise<Command> => {
  const { dispatcher } = await stage.ticket(hand);
  return act(stage.district.staffOf(dispatcher), 'suspensions', hand.asked, 'approve');
};

const EXTENDED = ['assigned: accepted; extension approved'];
const SUSPENDED = ['suspended: accepted; suspension approved'];

export const APPLICATION_PAIRS: readonly Pair[] = [
  {
    id: 'resolve-ask',
    about: 'resolve × extension asked for',
    meet: meeting(accepted, onOrder('resolve'), moreTime),
    outcomes: { first: ['assigned: resolved'], both: ['assigned: resolved; extension void'] },
    refused: ['conflict'],
  },
  {
    id: 'ask-ask',
    about: 'extension asked for × the same with another key',
    meet: meeting(accepted, moreTime, moreTime),
    outcomes: {
      first: ['assigned: accepted; extension requested'],
      second: ['assigned: accepted; extension requested'],
    },
    refused: ['extension.pending'],
  },
  {
    id: 'extension-resolve',
    about: 'extension approved × resolve',
    meet: meeting(extensionAsked, approveExtension, onOrder('resolve')),
    outcomes: { first: EXTENDED, second: ['assigned: resolved; extension void'] },
  },
  {
    id: 'suspension-resolve',
    about: 'suspension approved × resolve',
    meet: meeting(suspensionAsked, approveSuspension, onOrder('resolve')),
    outcomes: { first: SUSPENDED, second: ['assigned: resolved; suspension void'] },
  },
  {
    id: 'suspension-withdraw',
    about: 'suspension approved × the reporter withdraws',
    meet: meeting(suspensionAskedByResident, approveSuspension, (stage, hand) => stage.asReporter(hand, 'withdrawal')),
    outcomes: {
      second: ['closed withdrawn: cancelled; suspension void'],
      both: ['closed withdrawn: cancelled; suspension ended'],
    },
    apart: BY_EVENT_MS,
  },
];
