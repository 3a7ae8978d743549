import { randomUUID } from 'node:crypto';
import type { ProfileDocument } from '@gridwhistle/registry';
import type { Beat } from '../support/people.js';
import { matterIn } from '../support/words.js';

/** Where things are reported, and under which categories. */
export interface Places {
  readonly beats: readonly Beat[];
  readonly categories: readonly string[];
}

/** All grids of the district that have a box: reports from everywhere, as they come. */
export function placesOf({ grids, categories }: ProfileDocument): Places {
  const beats = grids.flatMap(({ code, area, box }) =>
    box === undefined ? [] : [{ grid: code, branch: `${area}-branch`, box }],
  );
  return { beats, categories: categories.slice(0, 20).map(({ code }) => code) };
}

/** The next report and its key. */
export function nextMatter({ beats, categories }: Places, turn: number) {
  const matter = matterIn(beats[turn % beats.length] as Beat, turn);
  return { key: randomUUID(), matter: { ...matter, category: categories[turn % categories.length] as string } };
}
