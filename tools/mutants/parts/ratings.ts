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
  { rule: 'rating 4', file: CLOSING, from: 'ratedRound >= round && (solved', to: 'ratedRound > round && (solved' },
  { rule: 'rating 8', file: CLOSING, from: "(solved || state !== 'closed')", to: "(solved || state !== 'assigned')" },
  {
    rule: 'rating 9',
    file: CLOSING,
    from: 'ticket.ratedRound >= rating.round || !hasResult(ticket)',
    to: 'ticket.ratedRound >= rating.round || !isAskable(ticket, context)',
  },
  {
    rule: 'rating 6',
    file: CLOSING,
    from: 'if (isBad(rating)) return redo',
    to: 'if (rating.round === 0) return redo',
  },
  {
    rule: 'rating 7',
    file: CLOSING,
    from: "matter.ticket.state === 'resolved' ? { ticket: close(matter, 'rating-window'",
    to: "matter.ticket.state === 'reported' ? { ticket: close(matter, 'rating-window'",
  },
];
