import { Code, OneOf, Optional, QueryContract } from '@gridwhistle/contracts';
import { PageQuery } from '@gridwhistle/platform';
import { LISTS, type List } from './domain/ranking.js';

/** `?unit=` of figures. */
@QueryContract()
export class ScoreQuery extends PageQuery {
  @Optional() @Code() unit?: string;
}

/** `?list=` of a ranking. */
@QueryContract()
export class RankingQuery extends PageQuery {
  @Optional() @OneOf(LISTS) list?: List;
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
