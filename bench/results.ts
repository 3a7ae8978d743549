import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CHECKOUT } from '@gridwhistle/testing/servers';
import type { Machine } from './machine.js';
import { markOf, type Mark } from './mark.js';
import type { Figure } from './row.js';

/** One row as it was measured. */
export interface Result {
  readonly id: string;
  readonly what: string;
  readonly date: string;
  readonly command: string;
  readonly seconds: number;
  /** How many processes wanted the CPU in the minute before: on a quiet machine less than its cores. */
  readonly loadBefore: number;
  readonly machine: Machine;
  readonly figures: readonly (Figure & { readonly mark: Mark })[];
  /** Why there are no figures. */
  readonly failed?: string;
}

export const BENCH_FOLDER = join(CHECKOUT, '.cache', 'bench');
const NEWEST = join(BENCH_FOLDER, 'results.json');

export const marked = (figures: readonly Figure[]): Result['figures'] =>
  figures.map((figure) => ({ ...figure, mark: markOf(figure) }));

/** The newest result of each row, by its id. */
export function newestResults(): Record<string, Result> {
  return existsSync(NEWEST) ? (JSON.parse(readFileSync(NEWEST, 'utf8')) as Record<string, Result>) : {};
}

/** Keeps a row's result as its newest. */
export function keep(result: Result): void {
  writeJson(NEWEST, { ...newestResults(), [result.id]: result });
}

export function writeJson(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
