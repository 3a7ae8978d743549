import { readFileSync } from 'node:fs';
import { CLASSES } from './classes.js';

/** One message of the file. */
export interface Line {
  /** Number of the line, from 1: what the line is keyed by, since ids may stand twice. */
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Who wrote it. */
  readonly user: string | undefined;
  /** One of CLASSES. */
  readonly category: string;
  /** An earlier line with the same id and words. */
  readonly twinOf: number | undefined;
}

/** What intake takes at most. */
const LONGEST_TITLE = 200;
const LONGEST_TEXT = 10_000;
const LONGEST_NAME = 50;
const LISTED = 50;

/** @throws Error that lists every line that cannot be replayed */
export function readLines(file: string, most = Infinity): Line[] {
  return parseLines(contentOf(file), file).slice(0, most);
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${file} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : code}`);
  }
}

/** All lines of a file's content; nothing is replayed of a file with a bad line. */
export function parseLines(content: string, file: string): Line[] {
  const rows = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (rows.at(-1) === '') rows.pop();
  const parsed = rows.map((row, index) => parseLine(row, index + 1));
  const problems = parsed.flatMap((one) => (typeof one === 'string' ? [one] : []));
  if (rows.length === 0) problems.push('it is empty');
  if (problems.length > 0) throw new Error(`${file} cannot be replayed:\n${listed(problems)}`);
  return withTwins(parsed.filter((one) => typeof one !== 'string'));
}

function parseLine(row: string, number: number): Omit<Line, 'twinOf'> | string {
  const message = objectIn(row);
  if (!message) return `  line ${number}: is no JSON object`;
  const { id, title = '', body, user, category } = message;
  const problems = [
    (typeof id !== 'string' && typeof id !== 'number') || id === '' ? 'has no id' : [],
    typeof body !== 'string' || body.trim() === '' ? 'has no text (body)' : misfit('text', body, LONGEST_TEXT),
    typeof title !== 'string' ? 'its title is no text' : misfit('title', title, LONGEST_TITLE),
    user !== undefined && typeof user !== 'string' ? 'its user is no text' : misfit('user', user ?? '', LONGEST_NAME),
    isClass(category) ? [] : `its class ${JSON.stringify(category)} is none of ${Object.keys(CLASSES).join(', ')}`,
  ].flat();
  if (problems.length > 0) return `  line ${number}: ${problems.join('; ')}`;
  return { number, id: String(id), title, text: body, user: user || undefined, category } as Omit<Line, 'twinOf'>;
}

function objectIn(row: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(row);
    return typeof value === 'object' && !Array.isArray(value)
      ? ((value as Record<string, unknown>) ?? undefined)
      : undefined;
  } catch {
    return undefined;
  }
}

const misfit = (what: string, text: string, most: number): string[] =>
  text.includes('\0')
    ? [`its ${what} holds a null character`]
    : text.length > most
      ? [`its ${what} has ${text.length} characters, more than ${most}`]
      : [];

const isClass = (category: unknown): boolean => typeof category === 'string' && Object.hasOwn(CLASSES, category);

function withTwins(lines: readonly Omit<Line, 'twinOf'>[]): Line[] {
  const first = new Map<string, number>();
  return lines.map((line) => {
    const key = [line.id, line.title, line.text].join('\n');
    const twinOf = first.get(key);
    if (twinOf === undefined) first.set(key, line.number);
    return { ...line, twinOf };
  });
}

function listed(problems: readonly string[]): string {
  const more = problems.length > LISTED ? [`  … and ${problems.length - LISTED} more`] : [];
  return [...problems.slice(0, LISTED), ...more].join('\n');
}
