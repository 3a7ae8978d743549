import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import { Classifier, type Lesson } from './domain/classifier.js';
import type { Learnt } from './domain/course.js';
import { BUCKETS } from './domain/grams.js';

/** What suggests: a category, and where enough was known of them a unit. */
export interface Model {
  readonly categories: Classifier;
  readonly units: Classifier | undefined;
}

/** What a classifier is made of; counts are base64 of what zlib makes of them, one label after the other. */
interface Packed {
  labels: readonly string[];
  sharpness: number;
  counts: string;
}

const [pressed, unpressed] = [promisify(deflate), promisify(inflate)];

/** What was learnt as one text. It must be sealed: pairs of characters can be tried on its counts. */
export async function packModel(categories: Learnt, units: Learnt | undefined): Promise<string> {
  const [ours, theirs] = await Promise.all([pack(categories), units && pack(units)]);
  return JSON.stringify({ categories: ours, units: theirs });
}

export async function unpackModel(text: string): Promise<Model> {
  const { categories, units } = JSON.parse(text) as { categories: Packed; units?: Packed };
  return { categories: await unpack(categories), units: units && (await unpack(units)) };
}

async function pack({ lesson: { labels, counts }, sharpness }: Learnt): Promise<Packed> {
  const bytes = Buffer.concat(counts.map((own) => Buffer.from(own.buffer)));
  return { labels, sharpness, counts: (await pressed(bytes)).toString('base64') };
}

async function unpack({ labels, sharpness, counts }: Packed): Promise<Classifier> {
  const bytes = await unpressed(Buffer.from(counts, 'base64'));
  // A buffer of its own: a view must begin where a number does.
  const all = new Float32Array(new Uint8Array(bytes).buffer);
  const lesson: Lesson = { labels, counts: labels.map((_, n) => all.subarray(n * BUCKETS, (n + 1) * BUCKETS)) };
  return new Classifier(lesson, sharpness);
}
