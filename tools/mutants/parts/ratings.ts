import type { Mutant } from '../mutant.js';
import { CLOSING } from './files.js';

export const RATINGS_OFF: readonly Mutant[] = [
  {
    rule: 'rating 2',
    file: 'services/intake/src/domain/rating.ts',
    from: 'if (ratedRounds.includes(meant)) {',
    to: 'if (ratedRounds.includes(-meant)) {',
  },
  {
    rule: 'rating 3',
    file: 'services/intake/src/domain/rating.ts',
    from: '!handledBy.includes(reportedBy)',
    to: 'true',
  },
  { rule: 'rating 5', file: CLOSING, from: 'if (!answer.effective) return NOTHING;', to: '' },
  {
    rule: 'rating 1',
    file: CLOSING,
    from: 'rating.round !== ticket.round || ticket.ratedRound >= rating.round ||',
    to: '',
  },
  { rule: 'rating 4', file: CLOSING, from: 'ticket.ratedRound >= answer.round || ', to: '' },
  {
    rule: 'rating 6',
    file: CLOSING,
    from: "if (!rating.solved || rating.satisfaction === 'dissatisfied') return redo",
    to: 'if (rating.round === 0) return redo',
  },
  {
    rule: 'rating 7',
    file: CLOSING,
    from: "matter.ticket.state === 'resolved' ? { ticket: close(matter, 'rating-window'",
    to: "matter.ticket.state === 'reported' ? { ticket: close(matter, 'rating-window'",
  },
];
