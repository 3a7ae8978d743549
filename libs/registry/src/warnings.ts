import type { Detail } from '@gridwhistle/kernel';
import type { ProfileDocument } from './document.js';
import { problem } from './draft.js';
import { Ladder } from './ladder.js';
import { emptyIn, isWithin, Reaches, type Dimension, type Reach } from './route-reach.js';

/** Why nothing is left, and the part of the condition that says so. */
const EMPTY: Record<Dimension, readonly [part: string, why: string]> = {
  categories: ['.categories', 'no category has one of these codes'],
  severities: ['.severities', 'there is no such severity'],
  arrivals: ['', 'no channel brings that: hard cases are the hotline’s alone'],
  words: ['.words', 'no list of words is named'],
  areas: ['.areas', 'no grid lies there'],
  times: ['', 'no moment lies in these hours and days'],
};

/** What is not wrong about a right profile but can hardly be meant, since a district may be about to change. */
export const profileWarnings = (document: ProfileDocument): Detail[] => [
  ...routeWarnings(document),
  ...councilWarnings(document),
];

function councilWarnings({ units }: ProfileDocument): Detail[] {
  if (units.some(({ kind }) => kind === 'council')) return [];
  return [problem('units', 'council.none', 'no unit is a council: no matter can be marked as shared here')];
}

/**
 * Routes that no matter can ever take, each with its reason. Those that stand behind one that always fits are refused.
 */
export function routeWarnings(document: ProfileDocument): Detail[] {
  const reaches = new Reaches(document, new Ladder(document.areas, document.units, document.district.code));
  const earlier: { id: string; reach: Reach }[] = [];
  return document.routes.flatMap(({ id, when }, index) => {
    const reach = reaches.of(when);
    const at = `routes.${index}.when`;
    const empty = emptyIn(reach);
    if (empty) return [problem(`${at}${EMPTY[empty][0]}`, 'route.never-matches', `${id}: ${EMPTY[empty][1]}`)];
    const taker = earlier.find((each) => isWithin(reach, each.reach));
    earlier.push({ id, reach });
    return taker ? [problem(at, 'route.never-matches', `${id}: ${taker.id} before it takes all that it would`)] : [];
  });
}
