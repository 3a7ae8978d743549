import type { Stage } from '../stage.js';
import { approveSuspension, suspensionAskedByResident } from './applications.js';
import { onOrder } from './orders.js';
import { meeting, type Pair } from './pair.js';
import { rateNotSolved, redo, settled, withdraw } from './tickets.js';
import { asked, onWhistle, reportIn, summoned } from './whistles.js';

async function suspended(stage: Stage) {
  const hand = await suspensionAskedByResident(stage);
  await stage.done(await approveSuspension(stage, hand));
  return hand;
}

const ASSEMBLED = ['assigned: raised, raised, waiting, issued, issued assist; whistle assembled'];
const REDONE_OR_LEFT = { second: ['closed solved: confirmed'], both: ['assigned round 2: confirmed, issued'] };

/** A command as a clock comes to its last rung: a rung is an event, so whoever saw the matter before looks again. */
export const CLOCK_PAIRS: readonly Pair[] = [
  {
    id: 'accept-due',
    about: 'accept as its clock falls due',
    meet: meeting((stage) => stage.issued(), onOrder('accept')),
    due: 'accept',
    outcomes: { second: ['assigned: issued'], both: ['assigned: accepted'] },
  },
  {
    id: 'resolve-overdue',
    about: 'resolve as it becomes overdue',
    meet: meeting((stage) => stage.accepted(), onOrder('resolve')),
    due: 'handling',
    outcomes: { second: ['assigned: accepted'], both: ['assigned: resolved'] },
  },
  {
    id: 'approve-due',
    about: 'whistle approved as its time ends',
    meet: meeting(asked, onWhistle('approve')),
    due: 'approval',
    outcomes: {
      second: ['assigned: raised, raised, accepted; whistle requested'],
      // The departments' time began a moment before that which is over: it ends soon after.
      both: ['assigned: raised, raised, waiting, issued, issued assist; whistle summoned', ...ASSEMBLED],
    },
  },
  {
    id: 'report-in-due',
    about: 'report in as its time ends',
    meet: meeting(summoned, reportIn),
    due: 'report-in',
    outcomes: { second: ASSEMBLED, both: ASSEMBLED },
  },
  {
    id: 'withdraw-review',
    about: 'the reporter withdraws as a suspension ends',
    meet: meeting(suspended, withdraw),
    due: 'review',
    outcomes: { both: ['closed withdrawn: cancelled; suspension ended'] },
  },
  {
    id: 'rate-window',
    about: 'rated not solved as the rating window ends',
    meet: meeting(settled, rateNotSolved),
    due: 'rating-window',
    outcomes: REDONE_OR_LEFT,
    refused: ['report.rating-closed'],
  },
  {
    id: 'redo-window',
    about: 'redo as the rating window ends',
    meet: meeting(settled, redo),
    due: 'rating-window',
    outcomes: REDONE_OR_LEFT,
  },
];
