import {
  AreaCode,
  Code,
  Id,
  List,
  Nested,
  OneOf,
  Optional,
  QueryContract,
  ReceiptCounts,
  Shape,
} from '@gridwhistle/contracts';
import { DIRECTIVE_STATES, RECEIPT_STATES, type DirectiveState, type ReceiptState } from '@gridwhistle/kernel';
import { PageQuery } from '@gridwhistle/platform';

@QueryContract()
export class DirectiveQuery extends PageQuery {
  @Optional() @OneOf(DIRECTIVE_STATES) state?: DirectiveState;
  @Optional() @Code() channel?: string;
}

/** Without a directive: what the caller's units and the caller got. */
@QueryContract()
export class ReceiptQuery extends PageQuery {
  @Optional() @Id() directive?: string;
  @Optional() @OneOf(RECEIPT_STATES) state?: ReceiptState;
}

@QueryContract()
export class ApplicationQuery extends PageQuery {}

@QueryContract()
export class ProgressQuery {
  /** The caller's own area when left out. */
  @Optional() @AreaCode() area?: string;
}

@Shape()
export class AreaProgress {
  @AreaCode() area!: string;
  @Nested(() => ReceiptCounts) counts!: ReceiptCounts;
}

/** How far a directive is in an area with everything below it, and in each area next below. */
@Shape()
export class DirectiveProgress {
  @Id() directiveId!: string;
  @OneOf(DIRECTIVE_STATES) state!: DirectiveState;
  /** The issuer. */
  @Code() unit!: string;
  @Code() channel!: string;
  @AreaCode() area!: string;
  @Nested(() => ReceiptCounts) counts!: ReceiptCounts;
  @List(() => AreaProgress, 10_000) below!: AreaProgress[];
}
