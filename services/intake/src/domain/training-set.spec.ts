import { DomainError } from '@gridwhistle/kernel';
import { classesToLearn, MOST_CLASSES } from './training-set.js';

const sizes = (...texts: number[]) => texts.map((each, n) => ({ label: `c${n}`, texts: each }));
const refusal = (...texts: number[]): Partial<DomainError> => {
  try {
    classesToLearn(sizes(...texts));
    return {};
  } catch (error) {
    return error as DomainError;
  }
};

describe('a training set', () => {
  it('has its classes by size, without those that nothing can be said of', () => {
    expect(classesToLearn(sizes(5, 60, 4, 30))).toEqual(['c1', 'c3', 'c0']);
  });

  it('has so many classes at most, the largest', () => {
    const labels = classesToLearn(sizes(...Array.from({ length: MOST_CLASSES + 1 }, (_, n) => n + 5)));
    expect(labels).toHaveLength(MOST_CLASSES);
    expect(labels).not.toContain('c0');
  });

  it('of one class is refused, with what there is [suggestion 3]', () => {
    expect(refusal(60)).toMatchObject({ code: 'suggestion.one-class', details: [{ field: 'c0' }] });
    expect(refusal(60, 4)).toMatchObject({ code: 'suggestion.one-class' });
  });

  it.each([[[]], [[49]], [[24, 25]]])('of too few texts is refused: %j [suggestion 3]', (texts) => {
    expect(refusal(...texts)).toMatchObject({ code: 'suggestion.too-few' });
  });
});
