import { BUCKETS, type Grams } from './grams.js';

/** A class with how sure it is, 0 to 1; those of one text sum to 1. */
export interface Guess {
  readonly label: string;
  readonly confidence: number;
}

/** How often each gram stood in the texts of each class; all that a classifier is made of. */
export interface Lesson {
  readonly labels: readonly string[];
  /** For each label a count a bucket. */
  readonly counts: readonly Float32Array[];
}

/** Counts a gram as seen once more than it was, so that a new one rules no class out. */
const SMOOTHING = 1;

export function emptyLesson(labels: readonly string[]): Lesson {
  return { labels, counts: labels.map(() => new Float32Array(BUCKETS)) };
}

/** Adds a text of a class; one whose class is not in the lesson teaches nothing. */
export function teach({ labels, counts }: Lesson, label: string, grams: Grams): void {
  const own = counts[labels.indexOf(label)];
  if (!own) return;
  for (const [bucket, times] of grams) own[bucket] = (own[bucket] ?? 0) + times;
}

/**
 * Complement naive Bayes (Rennie, Shih, Teevan, Karger 2003): a class is weighed by what the texts of all others have, which
 * a small class among large ones bears better than its own few texts. `sharpness` makes shares of confidence of the scores;
 * a calibration finds it.
 */
export class Classifier {
  readonly labels: readonly string[];
  /** One after the other for each bucket; of a gram that was never seen 0. */
  private readonly weights: Float32Array;

  constructor(
    lesson: Lesson,
    readonly sharpness = 1,
  ) {
    this.labels = lesson.labels;
    this.weights = weightsOf(lesson);
  }

  /** A score for each label, the higher the likelier; a long text's are as far apart as a short one's with as many signs. */
  scores(grams: Grams): Float64Array {
    const { weights } = this;
    const many = this.labels.length;
    const scores = new Float64Array(many);
    let all = 0;
    for (const [bucket, times] of grams) {
      all += times;
      for (let n = 0, at = bucket * many; n < many; n += 1, at += 1) {
        scores[n] = (scores[n] ?? 0) + times * (weights[at] ?? 0);
      }
    }
    return scores.map((score) => score / Math.sqrt(Math.max(all, 1)));
  }

  /** The likeliest class, or undefined for a text of which nothing was ever seen. */
  guess(grams: Grams): Guess | undefined {
    const scores = this.scores(grams);
    if (scores.every((score) => score === scores[0])) return undefined;
    const best = scores.indexOf(Math.max(...scores));
    return { label: this.labels[best] ?? '', confidence: sharesOf(scores, this.sharpness)[best] ?? 0 };
  }
}

/** Shares of confidence of scores: they sum to 1. */
export function sharesOf(scores: Float64Array, sharpness: number): Float64Array {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(sharpness * (score - highest)));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function weightsOf({ labels, counts }: Lesson): Float32Array {
  const all = sumOf(counts);
  const seen = all.reduce((number, count) => number + (count > 0 ? 1 : 0), 0);
  const total = totalOf(all);
  const weights = new Float32Array(BUCKETS * labels.length);
  for (const [n, own] of counts.entries()) {
    const others = total - totalOf(own) + SMOOTHING * seen;
    for (const [bucket, count] of all.entries()) {
      if (count === 0) continue;
      weights[bucket * labels.length + n] = -Math.log((count - (own[bucket] ?? 0) + SMOOTHING) / others);
    }
  }
  return weights;
}

function sumOf(counts: readonly Float32Array[]): Float64Array {
  const all = new Float64Array(BUCKETS);
  for (const own of counts) own.forEach((count, bucket) => (all[bucket] = (all[bucket] ?? 0) + count));
  return all;
}

const totalOf = (counts: Float32Array | Float64Array): number => {
  let total = 0;
  for (const count of counts) total += count;
  return total;
};
