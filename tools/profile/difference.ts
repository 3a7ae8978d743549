import type { StaffList } from '@gridwhistle/contracts';
import type { ProfileDocument, StaffDocument } from '@gridwhistle/registry';
import { inWords, type ProfileFact } from './fact.js';
import { factsOf, HOTLINE_MAPPINGS, PLAN_RULES } from './facts.js';

/** What two profiles say otherwise about one thing; absent where one says nothing. */
export interface Difference {
  part: string;
  about: string;
  one?: string;
  other?: string;
}

const PLACES = ['areas', 'grids', 'units'] as const;

/** So many entries of a part that only one side has are told by their names alone. */
const MANY = 12;
/** So many codes of an area, grid or unit that came or went are named, */
const NAMED = 5;
/** so many posts, */
const POSTS = 20;
/** and so many of what has long names; all of other parts. */
const MOST: Readonly<Record<string, number>> = {
  staff: POSTS,
  notes: NAMED,
  [PLAN_RULES]: NAMED,
  [HOTLINE_MAPPINGS]: NAMED,
};

/**
 * How one profile differs from another, part by part; two versions of one district also by the codes that came and went,
 * and by what each area, grid and unit says.
 */
export function differencesOf(one: ProfileDocument, other: ProfileDocument): Difference[] {
  const [before, after] = [factsOf(one), factsOf(other)];
  const parts = [...new Set([...before, ...after].map(({ part }) => part))];
  const within = (facts: readonly ProfileFact[], part: string) =>
    new Map(facts.filter((each) => each.part === part).map(({ about, says }) => [about, says]));
  const said = parts.flatMap((part) => differencesIn(part, within(before, part), within(after, part)));
  const all = [...said, ...routeOrder(one, other)];
  return one.district.code === other.district.code ? [...all, ...versionsOf(one, other)] : all;
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
  return differencesIn('staff', said(one), said(other));
}

type Said = ReadonlyMap<string, string>;

function differencesIn(part: string, one: Said, other: Said): Difference[] {
  const changed = [...one].flatMap(([about, says]) => {
    const now = other.get(about);
    return now === undefined || now === says ? [] : [{ part, about, one: says, other: now }];
  });
  return [...changed, ...onlyIn(part, 'one', one, other), ...onlyIn(part, 'other', other, one)];
}

function onlyIn(part: string, side: 'one' | 'other', has: Said, lacks: Said): Difference[] {
  const only = [...has].filter(([about]) => !lacks.has(about));
  if (only.length <= MANY) return only.map(([about, says]) => ({ part, about, [side]: says }));
  const names = only.map(([about]) => about);
  return [{ part, about: `only here: ${only.length}`, [side]: named(names, MOST[part] ?? Infinity) }];
}

/** The first route that fits decides: those that both have stand in another order. */
function routeOrder(one: ProfileDocument, other: ProfileDocument): Difference[] {
  const [before = [], after = []] = [one, other].map(({ routes }) => routes.map(({ id }) => id));
  const [kept, now] = [before.filter((id) => after.includes(id)), after.filter((id) => before.includes(id))];
  if (kept.every((id, n) => id === now[n])) return [];
  return [{ part: 'routes', about: 'order', one: kept.join(', '), other: now.join(', ') }];
}

/** What two versions of one district say of the same place and unit, and of the district itself. */
function versionsOf(one: ProfileDocument, other: ProfileDocument): Difference[] {
  const notes = ({ district }: ProfileDocument): Said => new Map(district.notes.map((note) => [note, 'yes']));
  return [...codesOf(one, other), ...changedOf(one, other), ...differencesIn('notes', notes(one), notes(other))];
}

/** Areas, grids and units that are there still, and are not as they were. */
function changedOf(one: ProfileDocument, other: ProfileDocument): Difference[] {
  return PLACES.flatMap((part) => {
    const before = new Map<string, object>(one[part].map((each) => [each.code, each]));
    const changed = other[part].flatMap((now) => {
      const was = before.get(now.code);
      const fields = was === undefined ? [] : fieldsThatDiffer(was, now);
      return fields.length > 0
        ? [{ about: now.code, one: cut(saidBy(was, fields)), other: cut(saidBy(now, fields)) }]
        : [];
    });
    if (changed.length <= MANY) return changed.map((each) => ({ part, ...each }));
    return [{ part, about: `changed: ${changed.length}`, other: named(changed.map(({ about }) => about)) }];
  });
}

const entryIn = (entry: object | undefined, field: string): unknown => (entry as Record<string, unknown>)[field];
const fieldsThatDiffer = (was: object, now: object): string[] =>
  [...new Set([...Object.keys(was), ...Object.keys(now)])].filter(
    (field) => JSON.stringify(entryIn(was, field)) !== JSON.stringify(entryIn(now, field)),
  );
const saidBy = (entry: object | undefined, fields: readonly string[]): string =>
  fields.map((field) => `${field} ${inWords(entryIn(entry, field) ?? 'none')}`).join(', ');

/** Areas, grids and units by code: what a re-partition did. */
function codesOf(one: ProfileDocument, other: ProfileDocument): Difference[] {
  return PLACES.flatMap((part) => {
    const [before, after] = [one, other].map((profile) => new Set(profile[part].map(({ code }) => code)));
    const gone = [...(before ?? [])].filter((code) => !after?.has(code));
    const come = [...(after ?? [])].filter((code) => !before?.has(code));
    return [
      ...(gone.length > 0 ? [{ part, about: `gone: ${gone.length}`, one: named(gone) }] : []),
      ...(come.length > 0 ? [{ part, about: `new: ${come.length}`, other: named(come) }] : []),
    ];
  });
}

/** A shape has thousands of points; that it is another one is what must be told. */
const LONG = 120;
const cut = (text: string): string => (text.length > LONG ? `${text.slice(0, LONG)}…` : text);

const named = (codes: readonly string[], most = NAMED): string =>
  codes.slice(0, most).join(', ') + (codes.length > most ? ', …' : '');
