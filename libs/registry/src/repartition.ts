import type { Repartition } from '@gridwhistle/contracts';
import { nearestHeir } from '@gridwhistle/kernel';
import type { ProfileDocument } from './document.js';
import type { Unit } from './document/places.js';
import { Profile } from './profile.js';

/** What the next profile has no more, and what it says otherwise, as far as something may be open there; nothing of staff. */
export function repartitionOf(before: ProfileDocument, after: ProfileDocument): Repartition {
  const [old, next] = [new Profile(before), new Profile(after)];
  const kept = before.categories.map(({ code }) => code).filter((code) => next.category(code));
  return {
    areas: gone(before.areas, after.areas),
    grids: gone(before.grids, after.grids),
    units: gone(before.units, after.units),
    categories: gone(before.categories, after.categories),
    limits: kept.filter((code) => limitsOf(old, code) !== limitsOf(next, code)),
    clocks: otherwise(before.clocks, after.clocks, ({ kind }) => kind),
    windows: before.returnWindow === after.returnWindow ? [] : ['return'],
    whistles: otherwise(before.whistles, after.whistles, ({ code }) => code),
    channels: otherwise(before.directiveChannels ?? [], after.directiveChannels ?? [], ({ code }) => code),
    calendars: JSON.stringify(old.calendar) === JSON.stringify(next.calendar) ? [] : [next.calendar],
    posts: [],
  };
}

/** Whoever takes over from a unit of the profile before: itself, a successor, or the nearest unit above it. */
export function heirsOf(before: ProfileDocument, after: Profile): (unit: string) => Unit | undefined {
  const parents = new Map(before.units.map(({ code, parent }) => [code, parent ?? null]));
  return (unit) => nearestHeir(unit, parents, after.unitNow);
}

function gone(before: readonly { code: string }[], after: readonly { code: string }[]): string[] {
  const there = new Set(after.map(({ code }) => code));
  return before.map(({ code }) => code).filter((code) => !there.has(code));
}

/** What is gone or says otherwise; another name is no other rule. */
function otherwise<T extends object>(before: readonly T[], after: readonly T[], keyOf: (rule: T) => string): string[] {
  const says = (rule: T): string => JSON.stringify({ ...rule, name: undefined });
  const next = new Map(after.map((rule) => [keyOf(rule), says(rule)]));
  return before.filter((rule) => next.get(keyOf(rule)) !== says(rule)).map(keyOf);
}

/** Everything that a category's matters may be given as a limit. */
function limitsOf(profile: Profile, category: string): string {
  const standards = profile
    .conditionsOf(category)
    .map(({ condition, severity, stages }) => [condition, severity, stages]);
  const otherwise = (['normal', 'emergency'] as const).map(
    (each) => profile.limitFor(category, undefined, each).limits,
  );
  return JSON.stringify([standards, otherwise]);
}
