import { lifecycle, WHISTLE_STATES, type Guard, type WhistleState } from '@gridwhistle/kernel';
import { isAccounted, isAllSettled, type Whistle } from './whistle.js';

export type WhistleAct =
  'request' | 'approve' | 'decline' | 'summon' | 'report-in' | 'assemble' | 'complete' | 'cancel';

const everybodyAccounted: Guard<Whistle> = {
  name: 'everybody reported in or missed',
  check: (whistle) =>
    whistle.attendance.every(isAccounted)
      ? undefined
      : { code: 'conflict', message: 'some departments still have time to report in' },
};

const resultsConfirmed: Guard<Whistle> = {
  name: 'every result confirmed',
  check: (whistle) =>
    isAllSettled(whistle) ? undefined : { code: 'whistle.results-open', message: 'some results are not confirmed yet' },
};

/** domain.md §4 "Whistle": the township's principal approves before anything leaves the township. */
export const whistleLifecycle = lifecycle<WhistleState, WhistleAct, Whistle>({
  name: 'whistle',
  states: WHISTLE_STATES,
  final: ['declined', 'completed', 'cancelled'],
  transitions: [
    { from: null, act: 'request', to: 'requested', by: 'township' },
    { from: 'requested', act: 'approve', to: 'approved', by: 'principal or deputy' },
    { from: 'requested', act: 'decline', to: 'declined', by: 'principal or deputy' },
    { from: 'requested', act: 'cancel', to: 'cancelled', by: 'township, or the end of its order' },
    { from: 'approved', act: 'summon', to: 'summoned', by: 'orders issued by dispatch' },
    { from: 'approved', act: 'report-in', to: 'approved', by: 'department' },
    { from: 'approved', act: 'cancel', to: 'cancelled', by: 'township, or refused by dispatch' },
    { from: 'summoned', act: 'report-in', to: 'summoned', by: 'department' },
    { from: 'summoned', act: 'assemble', to: 'assembled', by: 'itself', guards: [everybodyAccounted] },
    { from: 'summoned', act: 'cancel', to: 'cancelled', by: 'township, or upheld objection of the lead' },
    { from: 'assembled', act: 'report-in', to: 'assembled', by: 'department, late' },
    { from: 'assembled', act: 'summon', to: 'summoned', by: 'upheld objection that names another' },
    { from: 'assembled', act: 'complete', to: 'completed', by: 'township', guards: [resultsConfirmed] },
    { from: 'assembled', act: 'cancel', to: 'cancelled', by: 'township' },
  ],
});
