import type { Detail } from '@gridwhistle/kernel';
import type { Shaped } from '@gridwhistle/registry';
import { readJson } from '../../profile/json-file.js';
import { Failure } from './failure.js';

/** A file that a command reads: of which shape it must be, and how people call that. */
export interface Wanted {
  readonly kind: Shaped;
  readonly is: string;
  /** Other parts of the file are nobody's business; all are where nothing is said. */
  readonly parts?: readonly string[];
}

/**
 * Parts of a profile in a JSON file of their own.
 * @throws Failure that names the file, and everything that is wrong with it
 */
export async function readPart<T>(file: string, { kind, is, parts }: Wanted): Promise<T> {
  // Loaded only here: the other commands start faster without it.
  const { checkShape } = await import('@gridwhistle/registry');
  const held = await readJson(file).catch((error: Error) => {
    throw new Failure(onOneLine(error.message), 2);
  });
  const entries = Object.entries(held).filter(([part]) => parts?.includes(part) ?? true);
  const read = Object.fromEntries(entries);
  refuseAny(`${file} is no ${is}`, checkShape(kind, read).problems.map(problemLine));
  return read as T;
}

/** How a problem is told. */
export const problemLine = ({ field, message }: Detail): string => `${field ?? '-'}: ${message}`;

/** What a parser quotes of a file may have line breaks. */
export const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** @throws Failure with all lines, one below the other */
export function refuseAny(what: string, lines: readonly string[]): void {
  if (lines.length > 0) throw new Failure([`${what}:`, ...lines].join('\n  '));
}
