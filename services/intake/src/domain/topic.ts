import { BUCKETS } from './grams.js';

/** A report as it is compared: where it lies and what it is, and its words as numbers. */
export interface Matter {
  readonly id: string;
  /** The smallest area around its grid. */
  readonly area: string;
  readonly category: string;
  /** Its pairs of characters, each once. */
  readonly buckets: readonly number[];
}

/** Reports of one area and category that say much the same: ids in order, the oldest first. */
export interface Topic {
  readonly area: string;
  readonly category: string;
  readonly ticketIds: readonly string[];
}

/** From when on matters are called repeated: so many of them, this like each other (0 to 1). */
export interface TopicRule {
  readonly least: number;
  readonly likeness: number;
}

/** Each report is compared with so many before it in its area and category: a flood costs no more than its reports. */
const COMPARED = 200;
/** What a report is known by: its rarest pairs that another has as well. */
const SIGNS = 40;

/** What a report is known by, its buckets in order; small, since those of a whole month are kept. */
interface Signs {
  readonly buckets: Uint16Array;
  readonly weights: Float32Array;
}
interface Known {
  readonly id: string;
  readonly signs: Signs;
}

/**
 * Finds the matters that come again and again. All of a period are counted first, so that what everybody says weighs little, then
 * gathered; both in the order of their ids. The same matters are the same topics.
 */
export class Gathering {
  private readonly reportsWith = new Float64Array(BUCKETS);
  private readonly recent = new Map<string, Known[]>();
  private readonly above = new Map<string, string>();
  private readonly places = new Map<string, Pick<Topic, 'area' | 'category'>>();
  private counted = 0;

  constructor(private readonly rule: TopicRule) {}

  count(buckets: readonly number[]): void {
    this.counted += 1;
    for (const bucket of buckets) this.reportsWith[bucket] = (this.reportsWith[bucket] ?? 0) + 1;
  }

  /** Puts a matter to those before it that it is like. */
  gather({ id, area, category, buckets }: Matter): void {
    const known = { id, signs: this.signsOf(buckets) };
    const group = this.recent.get(`${area} ${category}`) ?? [];
    for (const other of group) if (likenessOf(known.signs, other.signs) >= this.rule.likeness) this.join(id, other.id);
    this.recent.set(`${area} ${category}`, [...group.slice(1 - COMPARED), known]);
    this.places.set(id, { area, category });
  }

  /** By area and category, then the oldest first. */
  topics(): Topic[] {
    const together = new Map<string, string[]>();
    for (const id of [...this.places.keys()].sort()) {
      const first = this.firstOf(id);
      together.set(first, [...(together.get(first) ?? []), id]);
    }
    return [...together]
      .filter(([, ids]) => ids.length >= this.rule.least)
      .map(([first, ticketIds]) => ({ area: '', category: '', ...this.places.get(first), ticketIds }))
      .sort((a, b) => order(placeOf(a), placeOf(b)));
  }

  /** What no other report says makes a text longer, and like none. */
  private signsOf(buckets: readonly number[]): Signs {
    const weighed = buckets.map((bucket) => ({ bucket, weight: this.weightOf(bucket) }));
    const length = Math.hypot(...weighed.map(({ weight }) => weight)) || 1;
    const signs = weighed
      .filter(({ bucket }) => (this.reportsWith[bucket] ?? 0) > 1)
      .sort((a, b) => b.weight - a.weight || a.bucket - b.bucket)
      .slice(0, SIGNS)
      .sort((a, b) => a.bucket - b.bucket);
    return {
      buckets: Uint16Array.from(signs, ({ bucket }) => bucket),
      weights: Float32Array.from(signs, ({ weight }) => weight / length),
    };
  }

  /** The rarer the heavier, from two on; nothing for what everybody says. */
  private weightOf(bucket: number): number {
    return Math.log(this.counted / Math.max(this.reportsWith[bucket] ?? 0, 2));
  }

  /** Of two that are like each other, and all that are like them, the lower id stands for all. */
  private join(one: string, other: string): void {
    const [low, high] = [this.firstOf(one), this.firstOf(other)].sort() as [string, string];
    if (low !== high) this.above.set(high, low);
  }

  private firstOf(id: string): string {
    const above = this.above.get(id);
    if (above === undefined) return id;
    const first = this.firstOf(above);
    this.above.set(id, first);
    return first;
  }
}

/** The cosine of two texts' signs: 1 alike, 0 nothing in common. */
function likenessOf(one: Signs, other: Signs): number {
  let [likeness, i, j] = [0, 0, 0];
  while (i < one.buckets.length && j < other.buckets.length) {
    const [a, b] = [one.buckets[i] ?? 0, other.buckets[j] ?? 0];
    if (a === b) likeness += (one.weights[i] ?? 0) * (other.weights[j] ?? 0);
    if (a <= b) i += 1;
    if (b <= a) j += 1;
  }
  return likeness;
}

const placeOf = ({ area, category, ticketIds }: Topic): string => `${area} ${category} ${ticketIds[0] ?? ''}`;
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
