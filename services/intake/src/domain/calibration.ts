import { sharesOf } from './classifier.js';

/** Sharpnesses that are tried, each a fifth more than the one before. */
const TRIED = Array.from({ length: 60 }, (_, n) => 0.01 * 1.2 ** n);
/** Thresholds that are shown, from which a profile's is chosen. */
const THRESHOLDS = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95] as const;
/** A guess that was held impossible and is right costs much, not everything. */
const LEAST = 1e-9;

/** What a threshold would mean: how many texts reach it, and how many of those are guessed right. */
export interface Reach {
  readonly threshold: number;
  readonly reached: number;
  readonly right: number;
}

interface Trial {
  readonly sharpness: number;
  loss: number;
  readonly reached: number[];
  readonly right: number[];
}

/** Finds how sure a classifier may be: the sharpness under which the texts it has not learnt surprise it least. */
export class Calibration {
  private readonly trials: Trial[] = TRIED.map((sharpness) => ({
    sharpness,
    loss: 0,
    reached: THRESHOLDS.map(() => 0),
    right: THRESHOLDS.map(() => 0),
  }));

  /** Scores of a text, and the place of the class that was meant among them. */
  add(scores: Float64Array, meant: number): void {
    const best = scores.indexOf(Math.max(...scores));
    for (const trial of this.trials) {
      const shares = sharesOf(scores, trial.sharpness);
      trial.loss -= Math.log(Math.max(shares[meant] ?? 0, LEAST));
      for (const [n, threshold] of THRESHOLDS.entries()) {
        if ((shares[best] ?? 0) < threshold) continue;
        trial.reached[n] = (trial.reached[n] ?? 0) + 1;
        if (best === meant) trial.right[n] = (trial.right[n] ?? 0) + 1;
      }
    }
  }

  result(): { readonly sharpness: number; readonly reach: Reach[] } {
    const { sharpness, reached, right } = this.trials.reduce((best, trial) => (trial.loss < best.loss ? trial : best));
    const reach = THRESHOLDS.map((threshold, n) => ({ threshold, reached: reached[n] ?? 0, right: right[n] ?? 0 }));
    return { sharpness, reach };
  }
}
