import type { ErrorCode } from '@gridwhistle/kernel';
import {
  decideCallBack,
  decideRating,
  decideWithdrawal,
  hasResult,
  refuseOwnWork,
  type Standing,
  type Work,
} from './rating.js';

const now = new Date('2026-03-04T09:00:00Z');
const resolved: Standing = { state: 'resolved', round: 2, ratingUntil: new Date('2026-03-11T09:00:00Z') };
const codeOf = (act: () => unknown): ErrorCode | 'none' => {
  try {
    act();
    return 'none';
  } catch (error) {
    return (error as { code: ErrorCode }).code;
  }
};

describe('rating a result', () => {
  it('is given once for each round [rating 2]', () =>
    expect(codeOf(() => decideRating(resolved, [2], now))).toBe('report.already-rated'));

  it('is not given by the staff of a unit that handled it [rating 3]', () => {
    const handledBy = ['522730001001001', '522730001-room'];
    expect(codeOf(() => refuseOwnWork({ reportedBy: '522730001001001', handledBy }))).toBe('report.own-work');
    expect(codeOf(() => refuseOwnWork({ reportedBy: '522730001001002', handledBy }))).toBe('none');
    expect(codeOf(() => refuseOwnWork({ reportedBy: null, handledBy }))).toBe('none');
  });

  it('counts for the round that is resolved', () => expect(decideRating(resolved, [1], now)).toBe(2));

  it.each<[string, Standing, number[], ErrorCode | 'none']>([
    ['on the last moment', { ...resolved, ratingUntil: now }, [], 'none'],
    ['after the window', { ...resolved, ratingUntil: new Date(now.getTime() - 1) }, [], 'report.rating-closed'],
    ['before the result', { state: 'assigned', round: 1 }, [], 'report.rating-closed'],
    ['while it waits', { state: 'reported', round: 0 }, [], 'report.rating-closed'],
    ['twice', resolved, [1, 2], 'report.already-rated'],
    ['again after it closed', { ...resolved, state: 'closed' }, [2], 'report.already-rated'],
    ['first after it closed', { ...resolved, state: 'closed' }, [1], 'report.rating-closed'],
  ])('%s', (_case, standing, rounds, code) => expect(codeOf(() => decideRating(standing, rounds, now))).toBe(code));

  it.each<[string, number, number[], ErrorCode | 'none']>([
    ['of the present round', 2, [1], 'none'],
    ['of a round that was rated, sent again', 1, [1], 'report.already-rated'],
    ['of a round that was not rated in time', 1, [], 'report.rating-closed'],
    ['of a round that is still to come', 3, [1, 2], 'report.rating-closed'],
  ])('%s', (_case, meant, rounds, code) => expect(codeOf(() => decideRating(resolved, rounds, now, meant))).toBe(code));
});

describe('rating what one was merged into', () => {
  it('is over for whoever left it [rule 7f]', () => {
    const left: Standing = { state: 'closed', round: 2, outcome: 'withdrawn', isMerged: true };
    expect(codeOf(() => decideRating(left, [], now))).toBe('report.withdrawn');
  });

  const closed: Standing = { ...resolved, state: 'closed', isMerged: true };
  const rated = (standing: Standing, rounds: number[]) => codeOf(() => decideRating(standing, rounds, now));

  it('is taken until the window ends, once, also after another’s good word closed it [rule 7b]', () => {
    expect(rated(closed, [1])).toBe('none');
    expect(rated(closed, [2])).toBe('report.already-rated');
    expect(rated({ ...closed, ratingUntil: new Date(now.getTime() - 1) }, [1])).toBe('report.rating-closed');
  });
});

describe('calling back', () => {
  it('asks about the last round, also of a closed ticket', () => {
    expect(decideCallBack(resolved)).toBe(2);
    expect(decideCallBack({ state: 'closed', round: 0 })).toBe(1);
  });

  it('needs a result', () => {
    expect(codeOf(() => decideCallBack({ state: 'assigned', round: 1 }))).toBe('ticket.not-resolved');
  });
});

describe('withdrawing', () => {
  const open: Standing = { state: 'assigned', round: 2 };

  it('is refused once a result is there, confirmed or not [ticket 18]', () => {
    expect(codeOf(() => decideWithdrawal(open, false))).toBe('none');
    expect(codeOf(() => decideWithdrawal(open, true))).toBe('report.withdrawal-closed');
    expect(codeOf(() => decideWithdrawal({ state: 'closed', round: 1 }, true))).toBe('lifecycle.wrong-transition');
  });

  it.each<[string, Standing, Work[], boolean]>([
    ['a result that was forwarded', open, [{ state: 'resolved', round: 2 }], true],
    ['a result that was confirmed', open, [{ state: 'confirmed', round: 2 }], true],
    ['the result of an earlier round', open, [{ state: 'confirmed', round: 1 }], false],
    ['an order of which no round was told', open, [{ state: 'confirmed', round: null }], false],
    ['work that goes on', open, [{ state: 'accepted', round: 2 }], false],
    ['a matter that is resolved', resolved, [], true],
    ['a part that is over', { state: 'closed', round: 1 }, [], true],
  ])('%s', (_case, standing, works, expected) => expect(hasResult(standing, works)).toBe(expected));
});
