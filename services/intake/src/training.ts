import type { Profile } from '@gridwhistle/registry';
import type { Keywords } from './domain/keywords.js';
import type { ClassSize } from './domain/training-set.js';
import type { SolvedCount } from './solved.store.js';
import { labelOfUnit } from './unit-labels.js';

/** Tickets that a version is learnt from, the newest: what was usual years ago says little of today. */
export const MOST_LEARNT = 100_000;

/** Marks and particles between the words of a category's name. */
const BETWEEN_WORDS = /[、，与和及（）()\s/·]+/u;

export const categorySizes = (counts: readonly SolvedCount[]): ClassSize[] =>
  sizesBy(counts, ({ category }) => category);

export const unitSizes = (counts: readonly SolvedCount[], profile: Profile): ClassSize[] =>
  sizesBy(counts, ({ unit }) => labelOfUnit(unit, profile));

/** What a district's categories are looked for by who never learnt anything: the words of their names. */
export const keywordsOf = ({ document }: Profile): Keywords =>
  new Map(
    document.categories.map(({ code, name }) => [code, name.zh.split(BETWEEN_WORDS).filter((word) => word.length > 1)]),
  );

function sizesBy(counts: readonly SolvedCount[], labelOf: (count: SolvedCount) => string | undefined): ClassSize[] {
  const sizes = new Map<string, number>();
  for (const count of counts) {
    const label = labelOf(count);
    if (label !== undefined) sizes.set(label, (sizes.get(label) ?? 0) + count.texts);
  }
  return [...sizes].map(([label, texts]) => ({ label, texts }));
}
