import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '@gridwhistle/testing/servers';

/** A line of `docs/rules.md`. */
export interface Rule {
  /** Such as `rule 3a` or `whistle 11`: tests quote it in brackets. */
  readonly id: string;
  readonly says: string;
  readonly state: string;
}

const LINE = /^\|\s*([a-z]+ \d+[a-z]?)\s*\|\s*(.+?)\s*\|\s*(\S+)\s*\|$/;

/** The rules in their order. */
export function rulesOf(text: string): Rule[] {
  return text.split('\n').flatMap((line) => {
    const [, id, says, state] = LINE.exec(line) ?? [];
    return id && says && state ? [{ id, says, state }] : [];
  });
}

export const readRules = (): Rule[] => rulesOf(readFileSync(join(CHECKOUT, 'docs/rules.md'), 'utf8'));

/** The rules that a test file's names quote. */
export const quotedIn = (text: string): string[] =>
  [...text.matchAll(/\[([a-z]+ \d+[a-z]?)\]/g)].map(([, id]) => id ?? '');
