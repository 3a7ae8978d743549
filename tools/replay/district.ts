import { tokenFor } from '../gw/src/operator.js';
import type { Installation } from '../gw/src/installation.js';
import type { Faces } from './http.js';
import { Person } from './person.js';
import { pick } from './random.js';

export interface Unit {
  readonly code: string;
  readonly name: { readonly zh: string };
  readonly kind: string;
  readonly tier: string;
}
export interface Grid {
  readonly code: string;
  readonly area: string;
  /** West, south, east, north; degrees of WGS 84. */
  readonly box?: readonly [number, number, number, number];
}
interface Category {
  readonly code: string;
  readonly department: string;
}
interface Duty {
  readonly code: string;
  readonly tiers: readonly string[];
}
interface Member {
  readonly id: string;
  readonly active: boolean;
  readonly memberships: readonly { unit: string; roles: readonly string[] }[];
}

/** What a district's registry tells. */
interface Known {
  readonly grids: readonly Grid[];
  readonly units: readonly Unit[];
  readonly categories: readonly Category[];
  readonly admissions: readonly Duty[];
  readonly staff: readonly Member[];
}

/** How somebody of a unit acts; everybody does so at the public API unless it is said otherwise. */
export type Employ = (unit: string, faces: Faces, token: () => Promise<string>) => Person;

const OPERATOR = 'operator';
const TRIES = 60;
const atTheApi: Employ = (_unit, faces, token) => new Person(faces, token);

/** A district, and everybody who works there. */
export class District {
  /** Grids with a box, so that a place can be put inside. */
  readonly grids: readonly Grid[];
  readonly units: ReadonlyMap<string, Unit>;
  private readonly categories: ReadonlyMap<string, Category>;
  private readonly duties: readonly Duty[];
  private readonly staff: ReadonlyMap<string, readonly { id: string; roles: readonly string[] }[]>;
  private readonly people = new Map<string, Person>();

  /** A district whose registry is known already. */
  constructor(
    readonly faces: Faces,
    private readonly installation: Installation,
    { grids, units, categories, admissions, staff }: Known,
    private readonly employ: Employ = atTheApi,
  ) {
    this.grids = grids.filter(({ box }) => box !== undefined);
    this.units = byCode(units);
    this.categories = byCode(categories);
    this.duties = admissions;
    this.staff = byUnit(staff);
  }

  /** As its public registry tells it. */
  static async load(faces: Faces, installation: Installation, employ: Employ = atTheApi): Promise<District> {
    const operator = atTheApi('', faces, tokenOf(installation, OPERATOR));
    const [grids, units, categories, admissions, staff] = await Promise.all([
      operator.list<Grid>('/registry/grids'),
      operator.list<Unit>('/registry/units'),
      operator.list<Category>('/registry/categories'),
      operator.list<Duty>('/registry/admissions'),
      operator.list<Member>('/registry/staff'),
    ]);
    return new District(faces, installation, { grids, units, categories, admissions, staff }, employ);
  }

  /** An active member of a unit with the role. */
  staffOf(unit: string, role = 'member'): Person {
    return this.someoneOf(unit, role, (roles) => roles.includes(role));
  }

  /** An active member of a unit without any of the roles. */
  staffWithout(unit: string, without: readonly string[]): Person {
    const isPlain = (roles: readonly string[]): boolean => !roles.some((role) => without.includes(role));
    return this.someoneOf(unit, `member who is no ${without.join(' or ')}`, isPlain);
  }

  /** The centre's dispatcher, who sees everything. */
  get centre(): Person {
    return this.staffOf([...this.units.values()].find(({ kind }) => kind === 'centre')?.code ?? '', 'dispatcher');
  }

  /** County departments. */
  get departments(): Unit[] {
    return [...this.units.values()].filter(({ kind }) => kind === 'department');
  }

  departmentOf(category: string): string {
    const found = this.categories.get(category)?.department;
    if (found === undefined) throw new Error(`the profile has no category ${category}`);
    return found;
  }

  /** Under which admitted duty a unit is given work; only grids need one. */
  dutyOf(code: string): { duty?: string } {
    const unit = this.units.get(code);
    const duty = unit?.kind === 'grid' ? this.duties.find(({ tiers }) => tiers.includes(unit.tier)) : undefined;
    return duty ? { duty: duty.code } : {};
  }

  /** Another grid of the same area; undefined where there is none. */
  neighbourOf(code: string, share: number): string | undefined {
    const area = this.grids.find((grid) => grid.code === code)?.area;
    const others = this.grids.filter((grid) => grid.area === area && grid.code !== code);
    return others.length > 0 ? pick(others, share).code : undefined;
  }

  private someoneOf(unit: string, who: string, fits: (roles: readonly string[]) => boolean): Person {
    const member = this.staff.get(unit)?.find(({ roles }) => fits(roles));
    if (!member) throw new Error(`${unit} has no active ${who}`);
    const known = this.people.get(member.id) ?? this.employ(unit, this.faces, tokenOf(this.installation, member.id));
    this.people.set(member.id, known);
    return known;
  }
}

const byCode = <T extends { code: string }>(all: readonly T[]): Map<string, T> =>
  new Map(all.map((one) => [one.code, one]));

/** Signs in when the first request needs it, patiently: the console may be on its way back. */
function tokenOf(installation: Installation, user: string): () => Promise<string> {
  let token: Promise<string> | undefined;
  const ask = async (): Promise<string> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await tokenFor(installation, user);
      } catch (error) {
        if (attempt === TRIES) throw error;
        await new Promise((wake) => setTimeout(wake, 500));
      }
    }
  };
  return () => (token ??= ask());
}

function byUnit(members: readonly Member[]): Map<string, { id: string; roles: readonly string[] }[]> {
  const units = new Map<string, { id: string; roles: readonly string[] }[]>();
  for (const { id, memberships } of members.filter(({ active }) => active)) {
    for (const { unit, roles } of memberships) units.set(unit, [...(units.get(unit) ?? []), { id, roles }]);
  }
  return units;
}
