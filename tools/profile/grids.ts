import type { Box, Grid } from '@gridwhistle/registry';
import { kindOf, type MicroSources, type Name, type Sources } from './sources.js';
import { apportion, sum, tile } from './tiling.js';
import { everyBranch, leavesOf, ownGrid, treeOf, type Branch } from './tree.js';

/** The counted grids, spread over the lowest areas by weight and tiled into the box: made up, and marked so. */
export function gridsOf(sources: Sources): Grid[] {
  const root = treeOf(sources);
  const upper = everyBranch(root).filter(({ level }) => level.grid).length;
  const leaves = leavesOf(root);
  const shares = apportion(
    sources.grids.count - upper,
    leaves.map((leaf) => sources.grids.weights[kindAt(leaf)]),
  );
  const counts = new Map(leaves.map((leaf, index) => [leaf, shares[index] ?? 0]));
  const grids = gridsIn(root, sources.box, counts, sources.grids.name);
  return sources.grids.micro ? [...grids, ...microGrids(grids, leaves, sources.grids.micro)] : grids;
}

const kindAt = ({ place, above }: Branch) => kindOf(place, above?.place);

type Counts = ReadonlyMap<Branch, number>;

const countIn = (branch: Branch, counts: Counts): number =>
  branch.inside.length === 0 ? (counts.get(branch) ?? 0) : sum(branch.inside.map((inner) => countIn(inner, counts)));

function gridsIn(branch: Branch, box: Box, counts: Counts, name: Name): Grid[] {
  const { place, level, inside } = branch;
  const whole = { zh: `${place.zh}网格`, en: `${place.en} Grid` };
  const own: Grid[] = level.grid ? [gridOf(ownGrid(branch), whole, place.code, box)] : [];
  const tiles = tile(
    box,
    inside.map((inner) => countIn(inner, counts)),
  );
  const inner = inside.flatMap((each, index) => gridsIn(each, tiles[index] ?? box, counts, name));
  return [...own, ...inner, ...(inside.length === 0 ? lowestGrids(branch, box, counts.get(branch) ?? 0, name) : [])];
}

function lowestGrids({ place }: Branch, box: Box, count: number, name: Name): Grid[] {
  return tile(box, Array<number>(count).fill(1)).map((part, index) => {
    const code = `${place.code.padEnd(12, '0')}${String(index + 1).padStart(3, '0')}`;
    return gridOf(code, numbered(place, name, index + 1), place.code, part);
  });
}

function microGrids(grids: readonly Grid[], leaves: readonly Branch[], micro: MicroSources): Grid[] {
  const places = new Set(leaves.filter((leaf) => micro.in.includes(kindAt(leaf))).map(({ place }) => place.code));
  const divided = grids.filter(({ area }) => places.has(area));
  const shares = apportion(micro.count, Array<number>(divided.length).fill(1));
  return divided.flatMap((grid, index) => partsOf(grid, shares[index] ?? 0, micro.name));
}

function partsOf(grid: Grid, count: number, name: Name): Grid[] {
  return tile(grid.box ?? [0, 0, 0, 0], Array<number>(count).fill(1)).map((part, index) => {
    const code = `${grid.code}${String(index + 1).padStart(2, '0')}`;
    return gridOf(code, numbered(grid.name, name, index + 1), grid.area, part);
  });
}

function numbered(place: Name, name: Name, n: number): Name {
  const number = String(n);
  return {
    zh: `${place.zh}${name.zh.replace('{n}', number)}`,
    en: `${place.en} ${name.en.replace('{n}', number)}`,
  };
}

const gridOf = (code: string, name: Name, area: string, box: Box): Grid => ({ code, name, area, box, synthetic: true });
