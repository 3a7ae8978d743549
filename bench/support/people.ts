import type { Installation } from '../../tools/gw/src/installation.js';
import { call, tokenFor } from '../../tools/gw/src/operator.js';

export interface Grid {
  readonly code: string;
  readonly area: string;
  /** West, south, east, north; degrees of WGS 84. */
  readonly box?: Box;
}
interface Member {
  readonly id: string;
  readonly active: boolean;
  readonly memberships: readonly { unit: string; roles: readonly string[] }[];
}

type Box = readonly [number, number, number, number];

/** Where things are reported, with the units that handle them first. */
export interface Beat {
  readonly grid: string;
  readonly branch: string;
  readonly box: Box;
}

/** Who works in the district, and their tokens, fetched once. */
export class People {
  private readonly tokens = new Map<string, Promise<string>>();

  private constructor(
    private readonly installation: Installation,
    private readonly members: readonly Member[],
    readonly grids: readonly Grid[],
  ) {}

  static async of(installation: Installation): Promise<People> {
    const token = await tokenFor(installation, 'operator');
    const [members, grids] = [
      await pages<Member>(installation, token, '/registry/staff'),
      await pages<Grid>(installation, token, '/registry/grids'),
    ];
    return new People(installation, members, grids);
  }

  /** The Authorization header of an active member of a unit. */
  tokenOf(unit: string, role = 'member'): Promise<string> {
    const has = ({ memberships, active }: Member): boolean =>
      active && memberships.some((one) => one.unit === unit && one.roles.includes(role));
    const member = this.members.find(has);
    if (!member) throw new Error(`${unit} has no active ${role}`);
    const known =
      this.tokens.get(member.id) ?? tokenFor(this.installation, member.id).then((token) => `Bearer ${token}`);
    this.tokens.set(member.id, known);
    return known;
  }

  /** The centre's dispatcher, who sees everything. */
  get centre(): Promise<string> {
    return this.tokenOf(`${this.installation.district}-centre`, 'dispatcher');
  }

  /** So many grids from all over the district. */
  beats(count: number): Beat[] {
    const all = this.grids.flatMap(({ code, area, box }) =>
      box === undefined ? [] : [{ grid: code, branch: `${area}-branch`, box }],
    );
    const step = Math.max(1, Math.floor(all.length / count));
    return all.filter((_, index) => index % step === 0).slice(0, count);
  }
}

async function pages<T>(installation: Installation, token: string, path: string): Promise<T[]> {
  const all: T[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const next: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: { items: T[]; next?: string } = await call(installation, `${path}?limit=200${next}`, token);
    all.push(...page.items);
    cursor = page.next;
  }
  return all;
}
