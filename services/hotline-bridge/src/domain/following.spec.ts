import { OUTCOMES } from '@gridwhistle/kernel';
import { concerns, hasLeftParts, sinceMerge } from './following.js';

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 2, 1, minute));
const own = { ticketId: 'own', mergedInto: null, mergedWhole: null, mergedSequence: null };
const told = (ticketId: string, sequence: number, isMerge = false) => ({ ticketId, sequence, isMerge });
const merged = { ...own, mergedInto: 'other' };

describe('an order is where its matter is handled', () => {
  it('in its own ticket until that is merged, then in the other, from what its owner was not asked about', () => {
    expect(concerns(told('own', 1), own)).toBe(true);
    expect(concerns(told('other', 1), own)).toBe(false);
    expect(concerns(told('own', 9), merged)).toBe(false);
    expect(concerns(told('other', 9), merged)).toBe(false);
    const asked = { ...merged, mergedSequence: 4 };
    expect([4, 5].map((sequence) => concerns(told('other', sequence), asked))).toEqual([false, true]);
  });

  it('in the whole, where the other is a part of it, until the part itself is merged [hotline 7]', () => {
    const asked = { ...merged, mergedWhole: 'whole', mergedSequence: 4 };
    expect([4, 5].map((sequence) => concerns(told('whole', sequence), asked))).toEqual([false, true]);
    expect(concerns(told('other', 9), asked)).toBe(false);
    expect(concerns(told('other', 9, true), asked)).toBe(true);
    expect(concerns(told('other', 9, true), merged)).toBe(true);
  });

  it('in the part again, where the whole ended before it', () => {
    expect(OUTCOMES.filter(hasLeftParts)).toEqual(['merged', 'withdrawn']);
  });

  const step = (minute: number, isResult = false) => ({ at: at(minute), isResult });
  const minutes = (steps: readonly { at: Date }[]): number[] => steps.map((each) => each.at.getUTCMinutes());
  it.each([
    ['what came after the merge', [step(1), step(12, true), step(13)], [12, 13]],
    ['a result that stood at the merge', [step(1), step(2, true), step(12)], [2, 12]],
    ['no result that was handled again', [step(1, true), step(2)], []],
    ['nothing where nothing happened', [], []],
  ])('is told %s', (_what, steps, told) => {
    const { known, news } = sinceMerge(steps, at(10));
    expect(minutes(news)).toEqual(told);
    expect([...known, ...news]).toEqual(steps);
  });
});
