import type { StaffMember, StaffMembership, Unit } from '@gridwhistle/registry';

type Roles = StaffMembership['roles'];

const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何罗高林'];
const GIVEN = [...'安平宁静明亮正直勤朗清和乐善诚信敏思远达'];

/** Invented staff, the same in every run: an active member in every unit, ids that say where they sit. */
export function staffOf(units: readonly Unit[]): StaffMember[] {
  return units.flatMap(postsOf).map((post, index) => ({ ...post, name: inventedName(index), active: true }));
}

type Post = Pick<StaffMember, 'id' | 'memberships'>;

const post = (id: string, unit: string, roles: Roles, ...more: StaffMembership[]): Post => ({
  id,
  memberships: [{ unit, roles }, ...more],
});

function postsOf(unit: Unit): Post[] {
  const { code, area, kind, tier } = unit;
  if (kind === 'grid') return [post(`grid-${code}`, code, ['member'])];
  if (kind === 'centre') return centrePosts(code, area);
  if (kind === 'department') return departmentPosts(code, code.slice(area.length + 1));
  if (kind === 'desk') return [post(code.replace(/^(\d+)-desk-/, 'desk-$1-'), code, ['member'])];
  if (tier === 'village') return [post(`branch-${area}`, code, ['member', 'head', 'dispatcher'])];
  return townshipPosts(code, area);
}

const departmentPosts = (unit: string, name: string): Post[] => [
  post(`head-${name}`, unit, ['member', 'head']),
  post(`member-${name}`, unit, ['member']),
];

/** The deputy also leads the desk for public order: one person may hold several posts. */
const townshipPosts = (unit: string, area: string): Post[] => [
  post(`principal-${area}`, unit, ['member', 'principal']),
  post(`deputy-${area}`, unit, ['member', 'deputy'], { unit: `${area}-desk-order`, roles: ['member', 'head'] }),
  post(`dispatcher-${area}`, unit, ['member', 'dispatcher']),
];

const centrePosts = (unit: string, area: string): Post[] => [
  post(`dispatcher-${area}`, unit, ['member', 'dispatcher']),
  post(`supervisor-${area}`, unit, ['member', 'supervisor']),
  post(`analyst-${area}`, unit, ['member', 'analyst']),
  post('operator', unit, ['operator']),
];

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
