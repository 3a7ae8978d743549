import type { Grid } from '@gridwhistle/registry';
import type { Committees, Team } from './sources.js';
import { apportion } from './tiling.js';
import type { Branch } from './tree.js';

/** A smaller council below that of an area, such as a stockade's (寨管委). */
export interface Committee extends Committees {
  branch: Branch;
  /** Its number in the area. */
  n: number;
  unit: string;
}

/** Those of the areas that have them, more where there are more grids. */
export function committeesOf(councils: readonly Branch[], grids: readonly Grid[]): Committee[] {
  const having = councils.filter(({ level }) => level.council?.committees);
  const committees = having[0]?.level.council?.committees;
  if (!committees) return [];
  const shares = apportion(
    committees.count,
    having.map(({ place }) => grids.filter(({ area }) => area === place.code).length),
  );
  return having.flatMap((branch, index) =>
    Array.from({ length: shares[index] ?? 0 }, (_, at) => {
      const n = at + 1;
      return { ...committees, branch, n, unit: `${branch.place.code}-${committees.code}-${n}` };
    }),
  );
}

/** By the committee's unit, the one who heads it beside the own post: the first of that post in the area's nth grid. */
export function crossPosts(
  committees: readonly Committee[],
  grids: readonly Grid[],
  team: readonly Team[],
): Map<string, string> {
  return new Map(
    team.flatMap(({ id, crossPosts: wanted = 0 }) =>
      evenly(committees, wanted).map(({ unit, branch, n }): [string, string] => {
        const grid = grids.filter(({ area }) => area === branch.place.code)[n - 1];
        if (!grid) throw new Error(`sources.json: ${branch.place.code} has fewer grids than committees`);
        return [unit, `${id}-${grid.code}`];
      }),
    ),
  );
}

/** So many of a list, at equal distances. */
function evenly<T>(all: readonly T[], wanted: number): T[] {
  const upTo = (index: number): number => Math.floor((index * wanted) / all.length);
  return all.filter((_, index) => upTo(index + 1) > upTo(index));
}
