import type { Cell, Sheet } from '../src/assessment-sheets.js';

type Value = string | number;
/** `Figures!J:J` */
interface Range {
  readonly sheet: string;
  readonly column: number;
}

const TOKEN = /"[^"]*"|[A-Za-z]+![A-Z]+:[A-Z]+|[A-Z]+\d+|[A-Z]+(?=\()|\d+(?:\.\d+)?|[-+*/=(),]/g;

/** Works out the formulas of our workbooks as a spreadsheet would: what they say is held against what was shown. */
export class Calculator {
  constructor(private readonly sheets: readonly Sheet[]) {}

  /** The values of a row; the first is 1. */
  row(sheet: string, row: number): Value[] {
    return this.rowsOf(sheet)[row - 1]?.map((_, column) => this.at({ sheet, column }, row)) ?? [];
  }

  at({ sheet, column }: Range, row: number): Value {
    const cell: Cell = this.rowsOf(sheet)[row - 1]?.[column] ?? 0;
    return typeof cell === 'object' ? new Parser(cell.formula, sheet, this).result() : cell;
  }

  /** Sums what stands beside rows that fit every condition; text counts nothing. */
  sumIfs([summed, ...conditions]: readonly (Value | Range)[]): number {
    const { sheet } = summed as Range;
    const pairs = conditions.flatMap((range, n) => (n % 2 === 0 ? [[range as Range, conditions[n + 1] as Value]] : []));
    return this.rowsOf(sheet).reduce((total, _row, index) => {
      const isFit = pairs.every(([range, wanted]) => fits(this.at(range as Range, index + 1), wanted as Value));
      const value = isFit ? this.at(summed as Range, index + 1) : 0;
      return typeof value === 'number' ? total + value : total;
    }, 0);
  }

  private rowsOf(name: string): Sheet['rows'] {
    return this.sheets.find((sheet) => sheet.name === name)?.rows ?? [];
  }
}

const fits = (value: Value, wanted: Value): boolean =>
  wanted === '>0' ? typeof value === 'number' && value > 0 : value === wanted;

/** Comparison, sum, product, value: each level reads the one below it. */
class Parser {
  private readonly tokens: string[];

  constructor(
    formula: string,
    private readonly sheet: string,
    private readonly calculator: Calculator,
  ) {
    this.tokens = formula.match(TOKEN) ?? [];
  }

  result(): Value {
    return this.compared() as Value;
  }

  private compared(): Value | Range {
    const left = this.folded(['+', '-'], () => this.folded(['*', '/'], () => this.value()));
    if (this.tokens[0] !== '=') return left;
    this.tokens.shift();
    return left === this.compared() ? 1 : 0;
  }

  private folded(signs: readonly string[], below: () => Value | Range): Value | Range {
    let value = below();
    while (signs.includes(this.tokens[0] ?? '')) {
      const sign = this.tokens.shift();
      value = calculate(Number(value), sign, Number(below()));
    }
    return value;
  }

  private value(): Value | Range {
    const token = this.tokens.shift() ?? '';
    if (token === '-') return -Number(this.value());
    if (token.startsWith('"')) return token.slice(1, -1);
    if (/^\d/.test(token)) return Number(token);
    if (token.includes('!')) return rangeOf(token);
    const [, column, row] = /^([A-Z]+)(\d+)$/.exec(token) ?? [];
    if (column && row) return this.calculator.at({ sheet: this.sheet, column: columnOf(column) }, Number(row));
    return this.called(token);
  }

  private called(name: string): Value {
    const given: (Value | Range)[] = [];
    while (this.tokens.shift() !== ')') given.push(this.compared());
    if (name === 'SUMIFS') return this.calculator.sumIfs(given);
    if (name === 'IF') return given[given[0] === 1 ? 1 : 2] as Value;
    const numbers = given.map(Number);
    if (name === 'ROUND') return rounded(numbers[0] ?? 0, numbers[1] ?? 0);
    if (name === 'MIN' || name === 'MAX') return Math[name === 'MIN' ? 'min' : 'max'](...numbers);
    throw new Error(`${name} is none of our functions`);
  }
}

function calculate(left: number, sign: string | undefined, right: number): number {
  if (sign === '+') return left + right;
  if (sign === '-') return left - right;
  return sign === '*' ? left * right : left / right;
}

/** Half up, by the decimal digits that are shown, as spreadsheets do. */
const rounded = (value: number, digits: number): number =>
  Math.round(Number((value * 10 ** digits).toPrecision(15))) / 10 ** digits;

const rangeOf = (text: string): Range => {
  const [sheet = '', columns = ''] = text.split('!');
  return { sheet, column: columnOf(columns.split(':')[0] ?? '') };
};

const columnOf = (letters: string): number =>
  [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
