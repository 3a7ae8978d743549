import { DomainError, type Tier } from '@gridwhistle/kernel';
import type { Area, Unit } from './document/places.js';

/** Who stands above, beside and over whom: all that follows from areas, their dispatching units and unit kinds. */
export class Ladder {
  private readonly areas: ReadonlyMap<string, Area>;
  private readonly units: ReadonlyMap<string, Unit>;
  private readonly councils: ReadonlyMap<string, Unit>;
  private readonly branches: ReadonlyMap<string, readonly Unit[]>;

  /** `root` is the code of the district's own area. */
  constructor(
    areas: readonly Area[],
    units: readonly Unit[],
    readonly root: string,
  ) {
    this.areas = new Map(areas.map((area) => [area.code, area]));
    this.units = new Map(units.map((unit) => [unit.code, unit]));
    this.councils = new Map(units.filter((unit) => this.isOwnCouncil(unit)).map((unit) => [unit.area, unit]));
    this.branches = branchesOf(units);
  }

  findArea = (code: string): Area | undefined => this.areas.get(code);
  findUnit = (code: string): Unit | undefined => this.units.get(code);

  /** The area, or `area.unknown`. */
  area(code: string): Area {
    const area = this.areas.get(code);
    if (!area) throw new DomainError('area.unknown', `no area ${code} in this district`);
    return area;
  }

  /** The unit, or `unit.unknown`. */
  unit(code: string): Unit {
    const unit = this.units.get(code);
    if (!unit) throw new DomainError('unit.unknown', `no unit ${code} in this district`);
    return unit;
  }

  /** The area itself first, the district last. */
  path(code: string): Area[] {
    const area = this.area(code);
    return area.parent === undefined ? [area] : [area, ...this.path(area.parent)];
  }

  /** The unit that gives out the orders in an area; without an area the district's. */
  dispatchingUnit(area: string = this.root): Unit {
    return this.unit(this.area(area).dispatchingUnit);
  }

  /**
   * Domain §4: a raise goes to the next office up, a micro-grid's to its grid, and ends below the centre, which holds no
   * handling order.
   */
  above(code: string): Unit | undefined {
    const unit = this.unit(code);
    if (isTop(unit)) return undefined;
    const next = this.gridAround(unit) ?? this.offices(unit.area).find((office) => office.code !== unit.code);
    return next?.kind === 'centre' ? undefined : next;
  }

  /**
   * Domain §4: never the holder, but the dispatching unit of its area, or of the area above where it is that unit
   * itself; for a department or the top office the centre.
   */
  verifier(code: string): Unit {
    const unit = this.unit(code);
    const over = this.dispatching(unit.area).find((dispatching) => dispatching.code !== code);
    return (isTop(unit) ? undefined : over) ?? this.centreOver(unit.area);
  }

  /** The nearest centre at or above an area: the district's, or in a city a county's own. */
  centreOver(area: string): Unit {
    const centre = this.dispatching(area).find((unit) => unit.kind === 'centre');
    if (!centre) throw new DomainError('unit.unknown', `no centre above area ${area}`);
    return centre;
  }

  /** The council of an area, or of the nearest one above it that has one. */
  council(area: string): Unit | undefined {
    return this.path(area).flatMap(({ code }) => this.councils.get(code) ?? [])[0];
  }

  /** The department itself or, where another centre stands over the area, its branch there if it has one. */
  departmentAt(department: string, area: string): Unit {
    const named = this.unit(department);
    const { area: own } = this.centreOver(area);
    if (named.area === own) return named;
    return this.branches.get(department)?.find((branch) => branch.area === own) ?? named;
  }

  /** The office of this tier at or above an area, the area's own where the ladder has no such step. */
  atTier(area: string, tier: Tier): Unit {
    const offices = this.offices(area);
    return offices.find((unit) => unit.tier === tier) ?? offices[0] ?? this.dispatchingUnit(area);
  }

  /** Whoever holds what comes up to an area, and to each area above it. */
  private offices(area: string): Unit[] {
    return this.path(area).map(({ office, dispatchingUnit }) => this.unit(office ?? dispatchingUnit));
  }

  /** The area's, not a smaller one below it. */
  private isOwnCouncil({ kind, parent }: Unit): boolean {
    return kind === 'council' && this.units.get(parent ?? '')?.kind !== 'council';
  }

  private gridAround({ kind, parent }: Unit): Unit | undefined {
    const around = kind === 'grid' && parent !== undefined ? this.units.get(parent) : undefined;
    return around?.kind === 'grid' ? around : undefined;
  }

  private dispatching(area: string): Unit[] {
    return this.path(area).map((above) => this.unit(above.dispatchingUnit));
  }
}

/** Departments by the department that they belong to. */
function branchesOf(units: readonly Unit[]): Map<string, Unit[]> {
  const branches = new Map<string, Unit[]>();
  for (const unit of units.filter(({ kind, parent }) => kind === 'department' && parent !== undefined)) {
    branches.set(unit.parent ?? '', [...(branches.get(unit.parent ?? '') ?? []), unit]);
  }
  return branches;
}

const isTop = (unit: Unit): boolean => unit.kind === 'department' || unit.kind === 'centre';
