import { Classifier, emptyLesson, teach, type Lesson } from './classifier.js';
import { Examination, type Figures } from './examination.js';
import { gramsOf } from './grams.js';
import { byKeywords, type Keywords } from './keywords.js';
import { classesToLearn, type ClassSize } from './training-set.js';

/** A matter that is over: what was said, and what it was. */
export interface Solved {
  readonly label: string;
  readonly title?: string | undefined;
  readonly text: string;
}

/** What a course ends with: all that a version is. */
export interface Learnt {
  readonly lesson: Lesson;
  readonly sharpness: number;
  readonly figures: Figures;
}

/**
 * A run of learning: first every text to learn from, then every one that was held back, one at a time. It keeps counts only, so
 * it is as large with a million texts as with a thousand, and the same texts end in the same.
 */
export class Course {
  private readonly lesson: Lesson;
  private readonly largest: string;
  private learnt = 0;
  private examination: Examination | undefined;

  /** @throws suggestion.one-class, suggestion.too-few */
  constructor(
    sizes: readonly ClassSize[],
    private readonly keywords: Keywords,
  ) {
    const labels = classesToLearn(sizes);
    this.lesson = emptyLesson(labels);
    this.largest = labels[0] ?? '';
  }

  learn(solved: Solved): void {
    teach(this.lesson, solved.label, gramsOf(solved));
    this.learnt += 1;
  }

  examine(solved: Solved): void {
    this.examination ??= new Examination(new Classifier(this.lesson), this.largest);
    const { label, title, text } = solved;
    this.examination.add({ label, grams: gramsOf(solved), byKeywords: byKeywords(this.keywords, title, text) });
  }

  /** Undefined where nothing was examined: what cannot be measured is not used. */
  result(): Learnt | undefined {
    return this.examination && { lesson: this.lesson, ...this.examination.result(this.learnt) };
  }
}
