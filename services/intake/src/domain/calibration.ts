/** Sharpnesses that are tried, each a fifth more than the one before. */
const TRIED = Array.from({ length: 60 }, (_, n) => 0.01 * 1.2 ** n);
/** Thresholds that are shown, from which a profile's is chosen. */
const THRESHOLDS = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95] as const;

/** What a threshold would mean: how many texts reach it, and how many of those are guessed right. */
export interface Reach {
  readonly threshold: number;
  readonly reached: number;
  readonly right: number;
}

interface Trial {
  readonly sharpness: number;
  /** Surprise by the class that was meant, and on average by the others. */
  meant: number;
  others: number;
  readonly reached: number[];
  readonly right: number[];
}

/** Finds how sure a classifier may be: the sharpness under which the texts it has not learnt surprise it least. */
export class Calibration {
  private texts = 0;
  private readonly trials: Trial[] = TRIED.map((sharpness) => ({
    sharpness,
    meant: 0,
    others: 0,
    reached: THRESHOLDS.map(() => 0),
    right: THRESHOLDS.map(() => 0),
  }));

  /** Scores of a text, and the place of the class that was meant among them. */
  add(scores: Float64Array, meant: number): void {
    this.texts += 1;
    const best = scores.indexOf(Math.max(...scores));
    for (const trial of this.trials) {
      const surprises = surprisesOf(scores, trial.sharpness);
      const own = surprises[meant] ?? 0;
      trial.meant += own;
      trial.others += (surprises.reduce((sum, each) => sum + each, 0) - own) / Math.max(scores.length - 1, 1);
      const confidence = Math.exp(-(surprises[best] ?? 0));
      for (const [n, threshold] of THRESHOLDS.entries()) {
        if (confidence < threshold) continue;
        trial.reached[n] = (trial.reached[n] ?? 0) + 1;
        if (best === meant) trial.right[n] = (trial.right[n] ?? 0) + 1;
      }
    }
  }

  /** Reckons with one wrong text more than there were: few that are all right make nobody certain. */
  result(): { readonly sharpness: number; readonly reach: Reach[] } {
    const wrong = 1 / (this.texts + 2);
    const lossOf = ({ meant, others }: Trial): number => (1 - wrong) * meant + wrong * others;
    const { sharpness, reached, right } = this.trials.reduce((best, trial) =>
      lossOf(trial) < lossOf(best) ? trial : best,
    );
    const reach = THRESHOLDS.map((threshold, n) => ({ threshold, reached: reached[n] ?? 0, right: right[n] ?? 0 }));
    return { sharpness, reach };
  }
}

/** Of each class minus the logarithm of its share of confidence. */
function surprisesOf(scores: Float64Array, sharpness: number): Float64Array {
  const highest = Math.max(...scores);
  const sum = scores.reduce((total, score) => total + Math.exp(sharpness * (score - highest)), 0);
  return scores.map((score) => Math.log(sum) - sharpness * (score - highest));
}
