import type { OrderView } from '../../tools/replay/matter.js';
import { RESULT } from '../../tools/replay/words.js';
import type { Hand, Stage } from '../stage.js';
import { onOrder } from './orders.js';
import { act, BY_EVENT_MS, meeting, STALE, wish, type Pair, type Side } from './pair.js';

/** The centre redoes, splits and assigns every ticket. */
const onTicket =
  (name: string, bodyOf: (order: OrderView, stage: Stage) => object): Side =>
  async (stage, hand) =>
    act(stage.district.centre, 'tickets', await stage.ticket(hand), name, bodyOf(hand.order, stage));

export const redo = onTicket('redo', () => ({ reason: RESULT.overruled }));

/** To a unit that is named: what came from 12345 has no route. */
const assign = onTicket('assign', ({ unit }, { district }) => ({ unit, ...district.dutyOf(unit) }));

/** Two matters of one kind for the grid of the place. */
export const split = onTicket('split', ({ category, grid: unit }, { district }) => {
  const part = { category, unit, ...district.dutyOf(unit) };
  return { parts: [part, part], reason: RESULT.upheld };
});

/** The department on whose duty list the matter stands takes it from its township. */
export const claim: Side = async (stage, hand) => {
  const unit = stage.district.departmentOf(hand.order.category);
  return act(stage.district.staffOf(unit), 'tickets', await stage.ticket(hand), 'claim', { unit });
};

export const byReporter =
  (name: string, body: object = {}): Side =>
  (stage, hand) =>
    stage.asReporter(hand, name, body);

export const withdraw = byReporter('withdrawal');
const rateSolved = byReporter('rating', { round: 1, satisfaction: 'satisfied', solved: true });
export const rateNotSolved = byReporter('rating', { round: 1, satisfaction: 'dissatisfied', solved: false });

const callBack: Side = (stage, { matter }) => {
  const said = { effective: true, responded: true, solved: false, satisfaction: 'dissatisfied' };
  return wish(stage.district.centre, 'intake', `/tickets/${matter.ticketId}/call-backs`, said, stage.key());
};

const issued = (stage: Stage): Promise<Hand> => stage.issued('resident');
const accepted = (stage: Stage): Promise<Hand> => stage.accepted('resident');
export const settled = (stage: Stage): Promise<Hand> => stage.settled();

/** The last lead was cancelled: two dispatchers name the next one. */
async function leaderless(stage: Stage): Promise<Hand> {
  const hand = await stage.issued();
  await stage.done(await onOrder('cancel')(stage, hand));
  return hand;
}

const CLAIMED = ['assigned: raised, raised, cancelled, issued'];

/** Whoever claims or splits sees a ticket, whose orders change without it: what the act finds then decides. */
const WITHOUT_THE_ORDER: readonly Pair[] = [
  {
    id: 'assign-assign',
    about: 'assign × assign, after the lead was cancelled',
    meet: meeting(leaderless, assign, assign),
    outcomes: { first: ['assigned: cancelled, issued'], second: ['assigned: cancelled, issued'] },
    refused: [STALE, 'ticket.not-waiting'],
  },
  {
    id: 'raise-claim',
    about: 'raise to the township × a department claims',
    meet: meeting((stage) => stage.atVillage(), onOrder('raise'), claim),
    outcomes: { first: ['assigned: raised, raised, issued'], both: CLAIMED },
    refused: ['claim.not-raised'],
  },
  {
    id: 'raise-split',
    about: 'raise × split',
    meet: meeting((stage) => stage.accepted(), onOrder('raise'), split),
    outcomes: {
      second: ['assigned: cancelled | part assigned: issued | part assigned: issued'],
      both: ['assigned: raised, cancelled | part assigned: issued | part assigned: issued'],
    },
  },
];

const REDONE = ['assigned round 2: confirmed, issued'];
const CLOSED = ['closed solved: confirmed'];

/** The reporter's word comes to dispatch by an event: what it finds there decides. */
const REPORTERS: readonly Pair[] = [
  {
    id: 'withdraw-split',
    about: 'the reporter withdraws × split',
    meet: meeting(issued, withdraw, split),
    outcomes: {
      first: ['closed withdrawn: cancelled'],
      both: ['closed withdrawn: cancelled | part closed withdrawn: cancelled | part closed withdrawn: cancelled'],
    },
    apart: BY_EVENT_MS,
  },
  {
    id: 'withdraw-resolve',
    about: 'the reporter withdraws × resolve',
    meet: meeting(accepted, withdraw, onOrder('resolve')),
    outcomes: {
      first: ['closed withdrawn: cancelled'],
      second: ['assigned: resolved'],
      both: ['assigned: resolved'],
    },
    refused: [STALE, 'report.withdrawal-closed'],
    apart: BY_EVENT_MS,
  },
  {
    id: 'rate-rate',
    about: 'rated solved × rated not solved',
    meet: meeting(settled, rateSolved, rateNotSolved),
    outcomes: { first: CLOSED, second: REDONE },
    refused: ['report.already-rated'],
  },
  {
    id: 'rate-call-back',
    about: 'rated solved × called back, dissatisfied',
    meet: meeting(settled, rateSolved, callBack),
    outcomes: { second: REDONE, both: REDONE },
    refused: ['report.rating-closed'],
    apart: BY_EVENT_MS,
  },
  {
    id: 'redo-close',
    about: 'redo × closed by a rating',
    meet: meeting(settled, redo, rateSolved),
    outcomes: { first: REDONE, second: CLOSED, both: REDONE },
    refused: [STALE, 'report.rating-closed'],
    apart: BY_EVENT_MS,
  },
];

export const TICKET_PAIRS: readonly Pair[] = [...WITHOUT_THE_ORDER, ...REPORTERS];
