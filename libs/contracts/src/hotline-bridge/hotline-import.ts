import { Command, Shape } from '../command.js';
import { Code, Id, List, OneOf, Optional, PlainValues, Text, Whole } from '../fields.js';

/** A line of a sheet: its cells by the names of the columns. */
export class HotlineImportRow {
  /** Where it stands in the sheet, 1 for the first line. */
  @Whole(1, 10_000_000) line!: number;
  @PlainValues() cells!: Record<string, string | number | boolean>;
}

/** Body of `POST /hotline/imports`: a part of a platform's export. */
@Command('hotline.import', {
  summary: "Take lines of a 12345 platform's export: orders, and what callers said of results",
  example: {
    platform: 'day-export',
    rows: [{ line: 2, cells: { 工单编号: 'HL20260302000017', 标题: '路灯不亮', 主要内容: '三盏路灯不亮已有一周' } }],
  },
})
export class HotlineImport {
  /** Its code in the profile. */
  @Code() platform!: string;
  @List(() => HotlineImportRow, 200, 1) rows!: HotlineImportRow[];
}

/** Something that is wrong with a line. */
@Shape()
export class HotlineImportProblem {
  @Text(200) code!: string;
  /** The column. */
  @Optional() @Text(200) field?: string;
  @Text(1000) message!: string;
}

/**
 * What became of a line: `taken` brought something new, `known` nothing, `refused` has problems. A call-back of a result that is
 * not there yet is a problem of a line that is taken or known: it counts when it is imported again after the result.
 */
@Shape()
export class HotlineImportedRow {
  @Whole(1, 10_000_000) line!: number;
  @OneOf(['taken', 'known', 'refused']) result!: 'taken' | 'known' | 'refused';
  @Optional() @Text(64) number?: string;
  @Optional() @Id() ticketId?: string;
  @List(() => HotlineImportProblem, 100) problems!: HotlineImportProblem[];
}

@Shape()
export class HotlineImported {
  @List(() => HotlineImportedRow, 200) rows!: HotlineImportedRow[];
}
