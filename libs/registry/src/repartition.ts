import type { Repartition } from '@gridwhistle/contracts';
import { nearestHeir } from '@gridwhistle/kernel';
import type { ProfileDocument, Unit } from './document.js';
import { Profile } from './profile.js';

/** What the next profile has no more, and what it says otherwise, as far as something may be open there. */
export function repartitionOf(before: ProfileDocument, after: ProfileDocument): Repartition {
  const [old, next] = [new Profile(before), new Profile(after)];
  const clocks = new Map(after.clocks.map((clock) => [clock.kind, JSON.stringify(clock)]));
  const kept = before.categories.map(({ code }) => code).filter((code) => next.category(code));
  return {
    areas: gone(before.areas, after.areas),
    grids: gone(before.grids, after.grids),
    units: gone(before.units, after.units),
    categories: gone(before.categories, after.categories),
    limits: kept.filter((code) => limitsOf(old, code) !== limitsOf(next, code)),
    clocks: before.clocks.filter((clock) => clocks.get(clock.kind) !== JSON.stringify(clock)).map(({ kind }) => kind),
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
