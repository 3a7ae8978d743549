/** A figure as assessment shows it. */
export interface Figure {
  readonly code: string;
  readonly name: { readonly zh: string };
  readonly weight: number;
  readonly better: 'high' | 'low';
  readonly points: number | null;
  readonly list: string;
}

/** A rule of points as assessment shows it. */
export interface PointRule {
  readonly code: string;
  readonly name: { readonly zh: string };
  readonly kind: 'bonus' | 'deduction';
  readonly each: number;
  readonly cap: number;
  readonly points: number;
  readonly list: string;
}

export interface UnitScore {
  readonly unit: string;
  readonly name: { readonly zh: string };
  readonly indicators: readonly Figure[];
  readonly adjustments: readonly PointRule[];
  readonly proposals: readonly { readonly proposer: string; readonly points: number }[];
  readonly total: number | null;
}

/** What a fact adds to a figure. */
export interface Counted {
  readonly unit: string;
  readonly indicator: string;
  readonly kind: string;
  readonly ticketId: string;
  readonly countsAt: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** A live formula, without the sign before it. */
export interface Formula {
  readonly formula: string;
}

export type Cell = string | number | Formula;

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

export const NO_CASES = 'no cases';

/** The workbook of a period: everything but the facts, weights, proposals and what was shown is a formula over them. */
export function sheetsOf(units: readonly UnitScore[], facts: readonly Counted[], proposalCap: number): Sheet[] {
  return [
    sheet('Scores', SCORES, units, (unit, row) => scoreRow(unit, row, proposalCap)),
    sheet(
      'Figures',
      FIGURES,
      flat(units, ({ indicators }) => indicators),
      figureRow,
    ),
    sheet(
      'Rules',
      RULES,
      flat(units, ({ adjustments }) => adjustments),
      ruleRow,
    ),
    sheet(
      'Proposals',
      PROPOSALS,
      flat(units, ({ proposals }) => proposals),
      ([{ unit }, { proposer, points }]) => [unit, proposer, points],
    ),
    sheet('Facts', FACTS, facts, (fact) => [
      ...[fact.unit, fact.indicator, fact.kind, fact.ticketId, fact.countsAt],
      ...[fact.numerator, fact.denominator],
    ]),
  ];
}

const SCORES = ['考核对象', '名称', '得分', '加扣分', '建议扣分', '总分', '公布值', '一致'];
const FIGURES = [
  '考核对象',
  '名称',
  '指标',
  '指标名称',
  '权重',
  '取向',
  '分子',
  '分母',
  '比率',
  '得分',
  '公布值',
  '一致',
];
const RULES = ['考核对象', '规则', '规则名称', '类型', '每件', '上限', '件数', '得分', '公布值', '一致'];
const PROPOSALS = ['考核对象', '建议单位', '扣分'];
const FACTS = ['考核对象', '指标', '类别', '工单', '计入时间', '分子', '分母'];

function scoreRow({ unit, name, total }: UnitScore, row: number, cap: number): Cell[] {
  const weight = `SUMIFS(Figures!E:E,Figures!A:A,A${row},Figures!H:H,">0")`;
  const points = `SUMIFS(Figures!J:J,Figures!A:A,A${row})`;
  const share = `ROUND(10000*ROUND(${points}*100,0)/ROUND(${weight}*100,0),0)/100`;
  return [
    unit,
    name.zh,
    { formula: `IF(${weight}=0,"${NO_CASES}",${share})` },
    { formula: `ROUND(SUMIFS(Rules!H:H,Rules!A:A,A${row}),2)` },
    { formula: `MIN(${cap},ROUND(SUMIFS(Proposals!C:C,Proposals!A:A,A${row}),2))` },
    { formula: `IF(C${row}="${NO_CASES}","${NO_CASES}",MAX(0,ROUND(C${row}+D${row}-E${row},2)))` },
    total ?? NO_CASES,
    agrees('F', 'G', row),
  ];
}

function figureRow([{ unit, name }, figure]: [UnitScore, Figure], row: number): Cell[] {
  const good = `IF(F${row}="high",MIN(G${row},H${row}),H${row}-MIN(G${row},H${row}))`;
  const points = `ROUND(ROUND(E${row}*100,0)*${good}/H${row},0)/100`;
  return [
    ...[unit, name.zh, figure.code, figure.name.zh, figure.weight, figure.better],
    summed('F', `C${row}`, row),
    summed('G', `C${row}`, row),
    { formula: `IF(H${row}=0,"${NO_CASES}",ROUND(G${row}/H${row},4))` },
    { formula: `IF(H${row}=0,"${NO_CASES}",${points})` },
    figure.points ?? NO_CASES,
    agrees('J', 'K', row),
  ];
}

function ruleRow([{ unit }, rule]: [UnitScore, PointRule], row: number): Cell[] {
  return [
    ...[unit, rule.code, rule.name.zh, rule.kind, rule.each, rule.cap],
    summed('F', `B${row}`, row),
    { formula: `IF(D${row}="bonus",1,-1)*MIN(F${row},ROUND(E${row}*G${row},2))` },
    rule.points,
    agrees('H', 'I', row),
  ];
}

/** What the facts add up to; tenths that are no binary fractions are rounded away. */
const summed = (column: string, code: string, row: number): Formula => ({
  formula: `ROUND(SUMIFS(Facts!${column}:${column},Facts!A:A,A${row},Facts!B:B,${code}),4)`,
});

const agrees = (one: string, other: string, row: number): Formula => ({
  formula: `IF(${one}${row}=${other}${row},"=","≠")`,
});

/** Rows under headings; the first row of a sheet is 1. */
function sheet<T>(name: string, head: readonly string[], items: readonly T[], rowOf: (item: T, row: number) => Cell[]) {
  return { name, rows: [head, ...items.map((item, index) => rowOf(item, index + 2))] };
}

const flat = <T>(units: readonly UnitScore[], of: (unit: UnitScore) => readonly T[]): [UnitScore, T][] =>
  units.flatMap((unit) => of(unit).map((each): [UnitScore, T] => [unit, each]));
