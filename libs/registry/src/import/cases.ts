import type { StandardsImport } from '../document/matters.js';
import { LONGEST_CONDITION, LONGEST_NAME, oneLine, textFaults } from './cell-text.js';
import type { PlacedRow } from './classes.js';
import { readLimitText, type ReadLimit } from './limit-text.js';
import type { Fault } from './problems.js';

/** One rule of the table: under this condition the matter of the category must be settled within this limit. */
export interface TableCase extends ReadLimit {
  line: number;
  category: string;
  condition: string;
  closing: string;
  /** The cell of the limit, for messages. */
  said: string;
}

/** A row's rule, where it can be read, and everything that is wrong with its last three cells. */
export function readCase({ row, category }: PlacedRow, words: StandardsImport): { rule?: TableCase; faults: Fault[] } {
  const limit = row.limit === '' ? [] : readLimitText(row.limit, words);
  const faults = [
    ...textFaults(row, 'condition', LONGEST_CONDITION),
    ...textFaults(row, 'closing', LONGEST_CONDITION),
    ...textFaults(row, 'limit', LONGEST_NAME),
    ...(Array.isArray(limit) ? limit : []),
  ];
  if (Array.isArray(limit) || faults.length > 0 || !category) return { faults };
  const texts = { condition: oneLine(row.condition), closing: oneLine(row.closing), said: oneLine(row.limit) };
  return { rule: { line: row.line, category: category.code, ...texts, ...limit }, faults };
}
