import { Course, type Learnt } from '../../services/intake/src/domain/course.js';
import { fifthOf, HELD_BACK } from '../../services/intake/src/domain/held-back.js';
import type { ClassSize } from '../../services/intake/src/domain/training-set.js';
import type { Line } from '../replay/lines.js';
import { KEYWORDS } from './keywords.js';

/** Learns from the lines outside a fifth and examines on those in it, as intake does with a district's closed tickets. */
export function measure(lines: readonly Line[], heldBack = HELD_BACK): Learnt | undefined {
  const solved = lines.map(({ id, category, title, text }) => ({ fifth: fifthOf(id), label: category, title, text }));
  const learnt = solved.filter(({ fifth }) => fifth !== heldBack);
  const course = new Course(sizesOf(learnt), KEYWORDS);
  learnt.forEach((each) => course.learn(each));
  solved.filter(({ fifth }) => fifth === heldBack).forEach((each) => course.examine(each));
  return course.result();
}

function sizesOf(solved: readonly { label: string }[]): ClassSize[] {
  const sizes = new Map<string, number>();
  for (const { label } of solved) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return [...sizes].map(([label, texts]) => ({ label, texts }));
}
