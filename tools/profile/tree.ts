import type { Level, Place, Sources } from './sources.js';

/** An area of the tree with its level, the area above it and those inside it. */
export interface Branch {
  place: Place;
  level: Level;
  above: Branch | undefined;
  inside: Branch[];
}

/** The district with everything in it. @throws Error when an area lies deeper than the levels go */
export function treeOf({ district, levels }: Sources): Branch {
  return branchOf(district, levels, undefined);
}

function branchOf(place: Place, [level, ...deeper]: readonly Level[], above: Branch | undefined): Branch {
  if (!level) throw new Error(`sources.json: ${place.code} lies deeper than its levels`);
  const branch: Branch = { place, level, above, inside: [] };
  branch.inside = (place.areas ?? []).map((inner) => branchOf(inner, deeper, branch));
  return branch;
}

/** The branch itself, then each area inside it with its own. */
export const everyBranch = (branch: Branch): Branch[] => [branch, ...branch.inside.flatMap(everyBranch)];

/** Areas without areas inside: where the lowest grids are. */
export const leavesOf = (branch: Branch): Branch[] => everyBranch(branch).filter(({ inside }) => inside.length === 0);

/** The branch itself or the nearest above it that has what is asked for. */
export function nearest(branch: Branch, has: (candidate: Branch) => boolean): Branch | undefined {
  if (has(branch)) return branch;
  return branch.above && nearest(branch.above, has);
}

/** The code of the grid that an area of such a level is itself: all of it, so the number is nought. */
export const ownGrid = ({ place }: Branch): string => `${place.code.padEnd(12, '0')}000`;

/** Code of the area's office: its grid's team where the area is a grid itself. */
export function officeOf(branch: Branch): string | undefined {
  const { office, grid } = branch.level;
  if (!office) return undefined;
  return grid ? ownGrid(branch) : `${branch.place.code}-${office.code}`;
}

export function centreOf({ place, level }: Branch): string | undefined {
  return level.centre && `${place.code}-${level.centre.code}`;
}

/** The unit that gives out the orders in an area. @throws Error when its level has none */
export function dispatcherOf(branch: Branch): string {
  const { dispatchedBy = branch.level.level } = branch.level;
  const at = nearest(branch, ({ level }) => level.level === dispatchedBy);
  const code = at && (centreOf(at) ?? officeOf(at));
  if (code === undefined) throw new Error(`sources.json: nobody dispatches at the level ${dispatchedBy}`);
  return code;
}
