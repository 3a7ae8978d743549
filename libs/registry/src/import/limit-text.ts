import { limitProblems, type LimitUnit } from '@gridwhistle/clocks';
import type { Severity } from '@gridwhistle/kernel';
import type { StandardsImport } from '../document/matters.js';
import type { Fault } from './problems.js';

/** One limit of a cell; `name` is the text that stands with it. */
export interface ReadStage {
  amount: number;
  unit: LimitUnit;
  name?: string;
}

/** What a cell of limits says: the limits run one after the other. */
export interface ReadLimit {
  severity: Severity;
  stages: ReadStage[];
}

type Bare = 'bare-day' | 'bare-hour' | 'emergency-work-day';

/** The words of the tables, longer ones before those they contain. What is not here is not a unit. */
const UNITS: readonly (readonly [word: string, unit: LimitUnit | Bare])[] = [
  ['紧急工作小时', 'emergency-hour'],
  ['紧急工作时', 'emergency-hour'],
  ['紧急小时', 'emergency-hour'],
  ['紧急工作日', 'emergency-work-day'],
  ['工作小时', 'work-hour'],
  ['工作时', 'work-hour'],
  ['工作日', 'work-day'],
  ['自然日', 'natural-day'],
  ['日历日', 'natural-day'],
  ['小时', 'bare-hour'],
  ['天', 'bare-day'],
  ['日', 'bare-day'],
];
const UNIT = UNITS.map(([word]) => word).join('|');
const STAGE = new RegExp(`^(\\D*?)(\\d+(?:\\.\\d+)?)\\s*个?\\s*(${UNIT})(.*)$`, 's');
const AMOUNTS = new RegExp(`\\d\\s*个?\\s*(?:${UNIT})`, 'g');
/** After an amount these change it instead of explaining it. */
const CHANGES_AMOUNT = /^\s*(半|多|余|以上|以外|起|左右|上下|或|至|到|[-~～—–])/;
/** With several limits these make one an alternative of the other instead of the next in a row. */
const ALTERNATIVE = /情况|一般|特殊|或|否则|如|若|遇|超过|最[长短多少]/;
const SEPARATOR = /[、，,；;\n→+]/;

/** Reads a cell of limits. Anything that needs a guess is a fault; all faults of the cell are listed. */
export function readLimitText(cell: string, words: StandardsImport): ReadLimit | Fault[] {
  const text = cell.replace(/[０-９．]/g, toHalfWidth).trim();
  const parts = piecesOf(text).map(partsOf);
  const found = parts.filter((part) => part !== undefined);
  if (found.length < parts.length || found.length === 0) return [{ code: 'limit.unreadable', what: text }];
  if (isAmbiguous(found)) return [{ code: 'limit.ambiguous', what: text }];
  const read = found.map((part) => stageOf(part, text, words));
  const faults = read.filter((each) => 'code' in each);
  if (faults.length > 0) return faults;
  const severity = found[0]?.word.startsWith('紧急') ? 'emergency' : 'normal';
  return { severity, stages: read.filter((each) => 'unit' in each) };
}

/** One piece of a cell: the amount with what stands before and behind it. */
interface Part {
  before: string;
  amount: number;
  word: string;
  after: string;
  amounts: number;
}

function partsOf(piece: string): Part | undefined {
  const [, before = '', amount, word, after = ''] = STAGE.exec(piece) ?? [];
  if (word === undefined) return undefined;
  const amounts = piece.match(AMOUNTS)?.length ?? 0;
  return { before: before.replace(/[:：]\s*$/, '').trim(), amount: Number(amount), word, after: after.trim(), amounts };
}

/** A row of limits is named before each amount or before none; a single limit begins with its amount. */
function isAmbiguous(parts: readonly Part[]): boolean {
  const named = parts.filter(({ before }) => before !== '').length;
  const row = parts.length > 1;
  return (
    (named > 0 && (!row || named < parts.length)) ||
    parts.some(({ amounts, after }) => amounts > 1 || CHANGES_AMOUNT.test(after)) ||
    (row && parts.some(({ before, after }) => ALTERNATIVE.test(before) || ALTERNATIVE.test(after)))
  );
}

function stageOf({ before, amount, word, after }: Part, text: string, words: StandardsImport): ReadStage | Fault {
  const unit = UNITS.find(([known]) => known === word)?.[1] ?? 'bare-day';
  const name = [before, after].filter(Boolean).join(' ');
  const measured = measure(amount, unit, words);
  if (!measured) return { code: `limit.${unit as Bare}`, what: text };
  if (limitProblems(measured).length > 0) return { code: 'limit.amount', what: text };
  return { ...measured, ...(name === '' ? {} : { name }) };
}

/** Domain §3: what a bare day or hour and an emergency work-day mean is the profile's word, or nobody's. */
function measure(amount: number, unit: LimitUnit | Bare, words: StandardsImport) {
  if (unit === 'bare-day') return words.bareDay && { amount, unit: words.bareDay };
  if (unit === 'bare-hour') return words.bareHour && { amount, unit: words.bareHour };
  if (unit !== 'emergency-work-day') return { amount, unit };
  const hours = words.emergencyWorkDayHours;
  return hours === undefined ? undefined : { amount: amount * hours, unit: 'emergency-hour' as const };
}

/** Cuts at separators outside brackets; what has no digit goes on explaining the piece before it. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let cut = true;
  for (const char of text) {
    if ('（(【['.includes(char)) depth++;
    if ('）)】]'.includes(char)) depth = Math.max(0, depth - 1);
    if (depth === 0 && SEPARATOR.test(char)) cut = true;
    if (cut) pieces.push('');
    cut = false;
    pieces[pieces.length - 1] += char;
  }
  return pieces.reduce<string[]>(joined, []).map(trimmed).filter(Boolean);
}

function joined(pieces: readonly string[], piece: string): string[] {
  const last = pieces.at(-1);
  if (last === undefined || /\d/.test(piece)) return [...pieces, piece];
  return [...pieces.slice(0, -1), last + piece];
}

const trimmed = (piece: string): string => piece.replace(/^[、，,；;\n→+\s]+|[、，,；;。\s]+$/g, '');
const toHalfWidth = (char: string): string => String.fromCharCode(char.charCodeAt(0) - 0xfee0);
