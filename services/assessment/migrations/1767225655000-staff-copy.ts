import { StaffCopyTables } from '@gridwhistle/registry/copy';

/** Who works where, ids only: plans score staff while the console is away. */
export class StaffCopy1767225655000 extends StaffCopyTables {
  readonly name = 'StaffCopy1767225655000';
}
