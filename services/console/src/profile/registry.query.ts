import { AreaCode, Code, OneOf, Optional, QueryContract } from '@gridwhistle/contracts';
import { TIERS, UNIT_KINDS, type Tier, type UnitKind } from '@gridwhistle/kernel';
import { PageQuery } from '@gridwhistle/platform';

@QueryContract()
export class RegistryQuery extends PageQuery {}

@QueryContract()
export class AreaQuery extends PageQuery {
  /** Only the areas directly below this one. */
  @Optional() @AreaCode() parent?: string;
}

@QueryContract()
export class GridQuery extends PageQuery {
  @Optional() @AreaCode() area?: string;
}

@QueryContract()
export class UnitQuery extends PageQuery {
  @Optional() @AreaCode() area?: string;
  @Optional() @OneOf(UNIT_KINDS) kind?: UnitKind;
  @Optional() @OneOf(TIERS) tier?: Tier;
  /** Only this unit, where there is such a one. */
  @Optional() @Code() code?: string;
}

@QueryContract()
export class StandardQuery extends PageQuery {
  @Optional() @Code() category?: string;
}

@QueryContract()
export class StaffQuery extends PageQuery {
  @Optional() @Code() unit?: string;
}
