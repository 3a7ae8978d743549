import type { Tier, UnitKind } from '@gridwhistle/kernel';
import type { Grid, Unit } from '@gridwhistle/registry';
import { committeesOf, type Committee } from './committees.js';
import type { Coded, Sources } from './sources.js';
import { centreOf, everyBranch, nearest, officeOf, treeOf, type Branch } from './tree.js';

/** A unit for every area and grid, with the departments, desks and councils of each level. */
export function unitsOf(sources: Sources, grids: readonly Grid[]): Unit[] {
  const root = treeOf(sources);
  const ofAreas = everyBranch(root).flatMap((branch) => [
    ...ownUnits(branch),
    ...departmentUnits(branch, root),
    ...deskUnits(branch),
  ]);
  const councils = councilsOf(root).map((branch) => councilUnit(branch));
  const committees = committeesOf(councilsOf(root), grids).map(committeeUnit);
  return [...ofAreas, ...councils, ...committees, ...gridUnits(root, grids)];
}

/** The area's centre and office; each belongs to the next one up. */
function ownUnits(branch: Branch): Unit[] {
  const { centre, office, tier } = branch.level;
  const [centreCode, officeCode] = [centreOf(branch), officeOf(branch)];
  const above = branch.above && seatOf(branch.above);
  return [
    ...(centre && centreCode ? [unitAt(branch, centreCode, 'centre', centre.tier ?? tier, centre, above)] : []),
    ...(office && officeCode
      ? [unitAt(branch, officeCode, 'office', office.tier ?? tier, office, centreCode ?? above)]
      : []),
  ];
}

/** A county's department belongs to that of the city which has the same duties, the others to the area's own office. */
function departmentUnits(branch: Branch, root: Branch): Unit[] {
  const { departments = [], tier } = branch.level;
  const above = new Set(branch === root ? [] : root.level.departments?.map(({ code }) => code));
  return departments.map((each) => {
    const parent = above.has(each.code) ? `${root.place.code}-${each.code}` : seatOf(branch);
    return unitAt(branch, `${branch.place.code}-${each.code}`, 'department', tier, each, parent);
  });
}

function deskUnits(branch: Branch): Unit[] {
  const { desks = [], tier } = branch.level;
  return desks.map((desk) =>
    unitAt(branch, `${branch.place.code}-desk-${desk.code}`, 'desk', tier, desk, seatOf(branch)),
  );
}

/** Areas that have a council: of each level the first ones. */
export function councilsOf(root: Branch): Branch[] {
  const having = everyBranch(root).filter(({ level }) => level.council);
  const levels = new Set(having.map(({ level }) => level));
  return [...levels].flatMap((level) =>
    having.filter((branch) => branch.level === level).slice(0, level.council?.count),
  );
}

function councilUnit(branch: Branch): Unit {
  const { council, tier } = branch.level;
  if (!council) throw new Error(`${branch.place.code} has no council`);
  return unitAt(branch, `${branch.place.code}-${council.code}`, 'council', tier, council, seatOf(branch));
}

/** A committee belongs to its area's council. */
function committeeUnit({ branch, unit, n, ...called }: Committee): Unit {
  const { council, tier } = branch.level;
  const numbered = { ...called, zh: called.zh.replace('{n}', String(n)), en: called.en.replace('{n}', String(n)) };
  return unitAt(branch, unit, 'council', tier, numbered, `${branch.place.code}-${council?.code}`);
}

/** Grids that are areas themselves have their office for a team. A micro-grid belongs to its grid. */
function gridUnits(root: Branch, grids: readonly Grid[]): Unit[] {
  const branches = everyBranch(root);
  const offices = new Map(branches.map((branch) => [branch.place.code, seatOf(branch)]));
  const teams = new Set(branches.map(officeOf));
  return grids
    .filter(({ code }) => !teams.has(code))
    .map(({ code, name, area }) => {
      const parent = code.length > 15 ? code.slice(0, 15) : (offices.get(area) ?? '');
      return { code, name, kind: 'grid', tier: 'grid', area, parent };
    });
}

/** Whom the units of an area belong to: its office, else its centre, else those of the area above. */
function seatOf(branch: Branch): string {
  const at = nearest(branch, (each) => (officeOf(each) ?? centreOf(each)) !== undefined);
  return at ? (officeOf(at) ?? centreOf(at) ?? '') : '';
}

function unitAt({ place }: Branch, code: string, kind: UnitKind, tier: Tier, called: Coded, parent?: string): Unit {
  const name = { zh: `${place.zh}${called.zh}`, en: `${place.en} ${called.en}` };
  return { code, name, kind, tier, area: place.code, ...(parent === undefined ? {} : { parent }) };
}
