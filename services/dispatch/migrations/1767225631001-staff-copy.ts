import { StaffCopyTables } from '@gridwhistle/registry/copy';

/** Who works where, ids only: directives go out while the console is away. */
export class StaffCopy1767225631001 extends StaffCopyTables {
  readonly name = 'StaffCopy1767225631001';
}
