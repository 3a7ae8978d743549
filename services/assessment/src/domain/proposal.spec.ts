import { checkProposal } from './proposal.js';

const fits = { isScoredDepartment: true, isOpened: true, isPublished: false, before: [2, 1.5], cap: 5 };

describe('a proposal', () => {
  it('takes what is left under the cap', () => expect(() => checkProposal(1.5, fits)).not.toThrow());

  it.each([
    ['goes beyond the cap', 1.51, {}, 'proposal.beyond-cap', 'points'],
    ['is about no department of the plan', 1, { isScoredDepartment: false }, 'input.invalid', 'unit'],
    ['takes nothing', 0, {}, 'input.invalid', 'points'],
    ['has more than two decimals', 0.333, {}, 'input.invalid', 'points'],
    ['is of a period that nobody opened', 1, { isOpened: false }, 'assessment.period-not-opened', 'period'],
    ['comes after the publication', 1, { isPublished: true }, 'assessment.already-published', undefined],
  ])('is refused when it %s', (_name, points, change, code, field) => {
    const details = field === undefined ? [] : [expect.objectContaining({ field })];
    expect(() => checkProposal(points, { ...fits, ...change })).toThrow(expect.objectContaining({ code, details }));
  });
});
