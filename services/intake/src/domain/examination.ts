import { Calibration, type Reach } from './calibration.js';
import type { Classifier } from './classifier.js';
import type { Grams } from './grams.js';
import { Tally, type ClassFigures } from './measuring.js';

/** How well a version guesses what it has not learnt, beside two ways that need no learning. */
export interface Figures {
  /** Texts that it learnt from, and texts that it was measured on. */
  readonly learnt: number;
  readonly examined: number;
  readonly macroF1: number;
  readonly accuracy: number;
  /** Macro-F1 of whoever always says the largest class. */
  readonly majority: number;
  /** Macro-F1 of whoever looks for a class's key words. */
  readonly keywords: number;
  readonly classes: readonly ClassFigures[];
  readonly reach: readonly Reach[];
}

/** A text with what it was in the end. */
export interface Examined {
  readonly label: string;
  readonly grams: Grams;
  /** What the key words say. */
  readonly byKeywords: string | undefined;
}

/** Examines a classifier on texts that it has not learnt, one after the other. */
export class Examination {
  private readonly model = new Tally();
  private readonly majority = new Tally();
  private readonly keywords = new Tally();
  private readonly calibration = new Calibration();

  constructor(
    private readonly classifier: Classifier,
    private readonly largest: string,
  ) {}

  add({ label, grams, byKeywords }: Examined): void {
    this.model.add(label, this.classifier.guess(grams)?.label);
    this.majority.add(label, this.largest);
    this.keywords.add(label, byKeywords);
    this.calibration.add(this.classifier.scores(grams), this.classifier.labels.indexOf(label));
  }

  /** The figures, and the sharpness under which the classifier's confidence is what it says. */
  result(learnt: number): { readonly sharpness: number; readonly figures: Figures } {
    const { sharpness, reach } = this.calibration.result();
    const figures = {
      learnt,
      examined: this.model.texts,
      macroF1: this.model.macroF1,
      accuracy: this.model.accuracy,
      majority: this.majority.macroF1,
      keywords: this.keywords.macroF1,
      classes: this.model.classes(),
      reach,
    };
    return { sharpness, figures };
  }
}
