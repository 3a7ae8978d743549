import { appealLifecycle, type AppealCase } from './appeal.js';

const closedAt = new Date('2026-03-20T01:00:00Z');
const until = new Date('2026-03-27T01:00:00Z');
const fits: AppealCase = { closedAt, until, isLate: true, isAppealed: false, reviewers: [], by: 'a', now: until };
const make = (change: Partial<AppealCase>) => () => appealLifecycle.next(null, 'make', { ...fits, ...change });

describe('an appeal', () => {
  it('comes after the closing, about what was overdue, once, in time [appeal 1]', () => {
    expect(make({})()).toBe('made');
    expect(make({ closedAt: null, until: null })).toThrow(expect.objectContaining({ code: 'appeal.not-closed' }));
    expect(make({ isLate: false })).toThrow(expect.objectContaining({ code: 'appeal.not-overdue' }));
    expect(make({ isAppealed: true })).toThrow(expect.objectContaining({ code: 'appeal.once' }));
    const late = new Date(until.getTime() + 1);
    expect(make({ now: late })).toThrow(expect.objectContaining({ code: 'appeal.too-late' }));
  });

  it('is upheld by two reviewers, and refused by either [appeal 2]', () => {
    const second = { ...fits, reviewers: ['a'] };
    expect(appealLifecycle.next('made', 'endorse', fits)).toBe('endorsed');
    expect(appealLifecycle.next('endorsed', 'uphold', { ...second, by: 'b' })).toBe('upheld');
    expect(appealLifecycle.next('endorsed', 'refuse', { ...second, by: 'b' })).toBe('refused');
    expect(appealLifecycle.next('made', 'refuse', fits)).toBe('refused');
    for (const act of ['uphold', 'refuse'] as const) {
      expect(() => appealLifecycle.next('endorsed', act, second)).toThrow(
        expect.objectContaining({ code: 'appeal.same-reviewer' }),
      );
    }
    expect(() => appealLifecycle.next('made', 'uphold', fits)).toThrow(
      expect.objectContaining({ code: 'lifecycle.wrong-transition' }),
    );
  });
});
