import type { StaffList } from '@gridwhistle/contracts';
import type { ProfileDocument, StaffDocument } from '@gridwhistle/registry';
import { factsOf, type ProfileFact } from './facts.js';

/** What two profiles say otherwise about one thing; absent where one says nothing. */
export interface Difference {
  part: string;
  about: string;
  one?: string;
  other?: string;
}

/** So many entries of a part that only one side has are told by their names alone. */
const MANY = 12;
/** So many codes of an area, grid or unit that came or went are named, */
const NAMED = 5;
/** and so many posts. */
const POSTS = 20;

/** How one profile differs from another, part by part; two versions of one district also by the codes that came and went. */
export function differencesOf(one: ProfileDocument, other: ProfileDocument): Difference[] {
  const [before, after] = [factsOf(one), factsOf(other)];
  const parts = [...new Set([...before, ...after].map(({ part }) => part))];
  const within = (facts: readonly ProfileFact[], part: string) =>
    new Map(facts.filter((each) => each.part === part).map(({ about, says }) => [about, says]));
  const said = parts.flatMap((part) => differencesIn(part, within(before, part), within(after, part)));
  return one.district.code === other.district.code ? [...said, ...codesOf(one, other)] : said;
}

/** A person's roles in a unit, as the console tells other services; no names. */
export type Posts = StaffList['posts'];

/** The active posts of a staff document. */
export const postsOf = ({ staff }: StaffDocument): Posts =>
  staff
    .filter(({ active }) => active)
    .flatMap(({ id, memberships }) => memberships.map(({ unit, roles }) => [id, unit, roles] as const));

/** How the staff of two versions of one district differs: who took up or left which post, and other roles in it. */
export function staffDifferencesOf(one: Posts, other: Posts): Difference[] {
  const said = (posts: Posts) => new Map(posts.map(([person, unit, roles]) => [`${person} ${unit}`, roles.join(', ')]));
  return differencesIn('staff', said(one), said(other), POSTS);
}

type Said = ReadonlyMap<string, string>;

function differencesIn(part: string, one: Said, other: Said, most = Infinity): Difference[] {
  const changed = [...one].flatMap(([about, says]) => {
    const now = other.get(about);
    return now === undefined || now === says ? [] : [{ part, about, one: says, other: now }];
  });
  return [...changed, ...onlyIn(part, 'one', one, other, most), ...onlyIn(part, 'other', other, one, most)];
}

function onlyIn(part: string, side: 'one' | 'other', has: Said, lacks: Said, most: number): Difference[] {
  const only = [...has].filter(([about]) => !lacks.has(about));
  if (only.length <= MANY) return only.map(([about, says]) => ({ part, about, [side]: says }));
  return [
    {
      part,
      about: `only here: ${only.length}`,
      [side]: named(
        only.map(([about]) => about),
        most,
      ),
    },
  ];
}

/** Areas, grids and units by code: what a re-partition did. */
function codesOf(one: ProfileDocument, other: ProfileDocument): Difference[] {
  return (['areas', 'grids', 'units'] as const).flatMap((part) => {
    const [before, after] = [one, other].map((profile) => new Set(profile[part].map(({ code }) => code)));
    const gone = [...(before ?? [])].filter((code) => !after?.has(code));
    const come = [...(after ?? [])].filter((code) => !before?.has(code));
    return [
      ...(gone.length > 0 ? [{ part, about: `gone: ${gone.length}`, one: named(gone) }] : []),
      ...(come.length > 0 ? [{ part, about: `new: ${come.length}`, other: named(come) }] : []),
    ];
  });
}

const named = (codes: readonly string[], most = NAMED): string =>
  codes.slice(0, most).join(', ') + (codes.length > most ? ', …' : '');
