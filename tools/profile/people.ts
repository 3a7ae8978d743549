import type { Grid, StaffMember, StaffMembership, Unit } from '@gridwhistle/registry';
import { committeesOf, crossPosts } from './committees.js';
import type { Post, Sources, Team } from './sources.js';
import { apportion } from './tiling.js';
import { centreOf, everyBranch, officeOf, treeOf, type Branch } from './tree.js';
import { councilsOf } from './units.js';

const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何罗高林'];
const GIVEN = [...'安平宁静明亮正直勤朗清和乐善诚信敏思远达'];

/** Invented staff, the same in every run: an active member in every unit, ids that say where they sit. */
export function staffOf(sources: Sources, grids: readonly Grid[], units: readonly Unit[]): StaffMember[] {
  const root = treeOf(sources);
  const committees = committeesOf(councilsOf(root), grids);
  const heads = crossPosts(committees, grids, sources.grids.team);
  const posts = postsByUnit(root, sources, grids);
  for (const { unit } of committees) posts.set(unit, heads.has(unit) ? [] : [headOf(unit)]);
  const named = withMore(
    units.flatMap((unit) => posts.get(unit.code) ?? usualPosts(unit, root)),
    heads,
  );
  return named.map((post, index) => ({ ...post, name: inventedName(index), active: true }));
}

type Filled = Pick<StaffMember, 'id' | 'memberships'>;

const headOf = (unit: string): Filled => filledPost(`head-${unit}`, unit, ['member', 'head']);

/** Whoever heads a committee too sits there as well. */
function withMore(people: readonly Filled[], heads: ReadonlyMap<string, string>): Filled[] {
  const more = new Map([...heads].map(([unit, id]) => [id, unit]));
  return people.map(({ id, memberships }) => {
    const unit = more.get(id);
    return { id, memberships: unit === undefined ? memberships : [...memberships, ...headOf(unit).memberships] };
  });
}

/** Who sits in offices and centres, councils and grids, as the sources say. */
function postsByUnit(root: Branch, { grids: { team, micro } }: Sources, grids: readonly Grid[]): Map<string, Filled[]> {
  const branches = everyBranch(root);
  const offices = new Set(branches.map(officeOf));
  const [plain, small] = [grids.filter(({ code }) => code.length === 15), grids.filter(({ code }) => code.length > 15)];
  return new Map([
    ...branches.flatMap(officePosts),
    ...councilPosts(councilsOf(root)),
    ...teamPosts(
      team,
      plain.filter(({ code }) => !offices.has(code)),
    ),
    ...teamPosts(micro?.team ?? [], small),
  ]);
}

function officePosts(branch: Branch): [string, Filled[]][] {
  const { centre, office } = branch.level;
  const { code: area } = branch.place;
  const filled = (unit: string | undefined, posts: readonly Post[] = []): [string, Filled[]][] =>
    unit === undefined ? [] : [[unit, posts.map((post) => officePost(post, unit, area, branch.above === undefined))]];
  return [...filled(centreOf(branch), centre?.posts), ...filled(officeOf(branch), office?.posts)];
}

/** The one who keeps the installation running is called `operator` everywhere. */
function officePost({ id, roles, leads }: Post, unit: string, area: string, isRoot: boolean): Filled {
  const more: StaffMembership[] = leads ? [{ unit: `${area}-desk-${leads}`, roles: ['member', 'head'] }] : [];
  return filledPost(isRoot && roles.includes('operator') ? id : `${id}-${area}`, unit, roles, ...more);
}

function councilPosts(branches: readonly Branch[]): [string, Filled[]][] {
  return [...new Set(branches.map(({ level }) => level))].flatMap((level) => {
    const having = branches.filter((branch) => branch.level === level);
    const { code: suffix = '', members = 0 } = level.council ?? {};
    const counts = apportion(members, Array<number>(having.length).fill(1));
    return having.map(({ place }, index): [string, Filled[]] => {
      const unit = `${place.code}-${suffix}`;
      const one = (n: number) =>
        filledPost(`${suffix}-${place.code}-${n + 1}`, unit, n === 0 ? ['member', 'head'] : ['member']);
      return [unit, Array.from({ length: counts[index] ?? 0 }, (_, n) => one(n))];
    });
  });
}

/** The people of each post, spread evenly; the second of a post in a grid has a number. */
function teamPosts(team: readonly Team[], grids: readonly Grid[]): [string, Filled[]][] {
  const shares = team.map(({ count }) => spread(count, grids.length));
  return grids.map(({ code }, index) => [
    code,
    team.flatMap(({ id, roles }, at) =>
      Array.from({ length: shares[at]?.[index] ?? 0 }, (_, n) =>
        filledPost(n === 0 ? `${id}-${code}` : `${id}-${code}-${n + 1}`, code, roles),
      ),
    ),
  ]);
}

/** The first ones get one more where it does not come out even. */
const spread = (count: number, over: number): number[] =>
  Array.from({ length: over }, (_, index) => Math.floor(count / over) + (index < count % over ? 1 : 0));

/** Departments have a head and a member, whoever else is not named a member. */
function usualPosts({ code, area, kind }: Unit, root: Branch): Filled[] {
  const name = area === root.place.code ? code.slice(area.length + 1) : code;
  if (kind === 'desk') return [filledPost(code.replace(/^(\d+)-desk-/, 'desk-$1-'), code, ['member'])];
  if (kind !== 'department') return [filledPost(`member-${name}`, code, ['member'])];
  return [filledPost(`head-${name}`, code, ['member', 'head']), filledPost(`member-${name}`, code, ['member'])];
}

const filledPost = (id: string, unit: string, roles: StaffMembership['roles'], ...more: StaffMembership[]): Filled => ({
  id,
  memberships: [{ unit, roles }, ...more],
});

/** A surname and one or two characters; 20 × 20 × 21 combinations before one comes again. */
function inventedName(index: number): string {
  const at = (list: readonly string[], n: number) => list[n % list.length] ?? '';
  const third = Math.floor(index / 400);
  return (
    at(SURNAMES, index * 7) +
    at(GIVEN, Math.floor(index / 20) + index) +
    (third === 0 ? '' : at(GIVEN, third + index * 3))
  );
}
