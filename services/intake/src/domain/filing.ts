import type { Detail, ErrorCode } from '@gridwhistle/kernel';

/** What the district's profile can tell about codes and places. */
export interface District {
  /** Code of the grid that contains a place in WGS 84 degrees; undefined outside the district. */
  gridAt(lon: number, lat: number): string | undefined;
  hasGrid(code: string): boolean;
  hasCategory(code: string): boolean;
  hasCondition(category: string, condition: string): boolean;
}

/** What somebody named, as far as it was named. `place` is [longitude, latitude] in WGS 84 degrees. */
export interface Named {
  place?: readonly [number, number] | undefined;
  grid?: string | undefined;
  category?: string | undefined;
  condition?: string | undefined;
}

/** Where a matter lies and what it is, in codes that exist; absent parts wait for the dispatching unit. */
export interface Filing {
  grid?: string;
  category?: string;
  condition?: string;
}

export type Problem = Detail & { code: ErrorCode };

/** The grid comes from the place; a named one must be the same. Everything that is wrong is listed. */
export function fileMatter(named: Named, district: District): { filing: Filing; problems: Problem[] } {
  const grid = named.place ? district.gridAt(...named.place) : named.grid;
  const { category, condition } = named;
  const filing = {
    ...(grid === undefined ? {} : { grid }),
    ...(category === undefined ? {} : { category }),
    ...(condition === undefined ? {} : { condition }),
  };
  const problems = [
    placeProblem(named, grid),
    gridProblem(named, district) ?? contradiction(named, grid),
    ...categoryProblems(named, district),
  ];
  return { filing, problems: problems.filter((problem) => problem !== undefined) };
}

/** The same look-ups for a sender that cannot be asked again: what does not exist is left for the dispatching unit. */
export function fileLeniently(named: Named, district: District): Filing {
  const grid = named.place ? district.gridAt(...named.place) : undefined;
  const known = named.category !== undefined && district.hasCategory(named.category);
  return {
    ...(grid === undefined ? {} : { grid }),
    ...(known && named.category !== undefined ? { category: named.category } : {}),
  };
}

function placeProblem(named: Named, grid: string | undefined): Problem | undefined {
  if (!named.place || grid !== undefined) return undefined;
  return { field: 'place', code: 'place.outside-district', message: 'the place lies outside the district' };
}

function gridProblem({ grid }: Named, district: District): Problem | undefined {
  if (grid === undefined || district.hasGrid(grid)) return undefined;
  return { field: 'grid', code: 'grid.unknown', message: `no grid ${grid} in this district` };
}

/** A micro-grid's code begins with its grid's. */
function contradiction({ place, grid }: Named, found: string | undefined): Problem | undefined {
  if (!place || grid === undefined || found === undefined) return undefined;
  if (grid.startsWith(found) || found.startsWith(grid)) return undefined;
  return { field: 'grid', code: 'grid.contradicts-place', message: `the place lies in grid ${found}` };
}

function categoryProblems({ category, condition }: Named, district: District): (Problem | undefined)[] {
  if (category !== undefined && !district.hasCategory(category)) {
    return [{ field: 'category', code: 'category.unknown', message: `no category ${category} in this district` }];
  }
  if (condition === undefined || (category !== undefined && district.hasCondition(category, condition))) return [];
  const of =
    category === undefined
      ? 'a filing condition needs its category'
      : `category ${category} has no condition ${condition}`;
  return [{ field: 'condition', code: 'condition.unknown', message: of }];
}
