import { DomainError, type Detail } from '@gridwhistle/kernel';

/** How many texts there are of a class. */
export interface ClassSize {
  readonly label: string;
  readonly texts: number;
}

/** A class of fewer texts is left out: nothing can be said of it. */
export const LEAST_OF_A_CLASS = 5;
/** Fewer texts in all teach nothing that could be measured on a fifth of them. */
export const LEAST_IN_ALL = 50;
/** The largest classes are learnt; more would make what is learnt larger than a service may be. */
export const MOST_CLASSES = 150;

/**
 * The classes that are learnt, the largest first.
 * @throws suggestion.one-class, suggestion.too-few with what is missing
 */
export function classesToLearn(sizes: readonly ClassSize[]): string[] {
  const all = sizes.reduce((sum, { texts }) => sum + texts, 0);
  if (all < LEAST_IN_ALL) throw refusal('suggestion.too-few', `${all} texts, of the ${LEAST_IN_ALL} that are needed`);
  const large = sizes.filter(({ texts }) => texts >= LEAST_OF_A_CLASS).sort(bySize);
  if (large.length >= 2) return large.slice(0, MOST_CLASSES).map(({ label }) => label);
  const found = sizes.map(({ label, texts }) => ({ field: label, message: `has ${texts} texts` }));
  const message = `${large.length} of ${sizes.length} classes have ${LEAST_OF_A_CLASS} texts; it takes two to tell apart`;
  throw refusal('suggestion.one-class', message, found);
}

const refusal = (code: 'suggestion.one-class' | 'suggestion.too-few', message: string, details: Detail[] = []) =>
  new DomainError(code, message, details);

const bySize = (a: ClassSize, b: ClassSize): number => b.texts - a.texts || (a.label < b.label ? -1 : 1);
