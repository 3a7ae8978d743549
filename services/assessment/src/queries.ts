import { Code, OneOf, Optional, QueryContract } from '@gridwhistle/contracts';
import { PageQuery } from '@gridwhistle/platform';

/** `?unit=` of figures. */
@QueryContract()
export class ScoreQuery extends PageQuery {
  @Optional() @Code() unit?: string;
}

/** Which figure's facts; without `part` those of both. */
@QueryContract()
export class FactQuery extends PageQuery {
  @Code() unit!: string;
  @Code() indicator!: string;
  @Optional() @OneOf(['numerator', 'denominator']) part?: 'numerator' | 'denominator';
}

@QueryContract()
export class PublicationQuery extends PageQuery {
  @Optional() @Code() plan?: string;
  @Optional() @Code() period?: string;
}

@QueryContract()
export class ProposalQuery extends PageQuery {
  @Optional() @Code() plan?: string;
  @Optional() @Code() period?: string;
  @Optional() @Code() unit?: string;
}
