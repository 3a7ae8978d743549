import type { LocalName } from '@gridwhistle/registry';

/** One thing that a profile says, in words without the district's code, so that localities can be held beside each other. */
export interface ProfileFact {
  part: string;
  about: string;
  says: string;
}

export const fact = (part: string, about: string, says: string): ProfileFact => ({ part, about, says });

/** Everything that a value says, each by its path; entries of lists go by their own names. Nothing where there is none. */
export const factsWithin = (part: string, value: unknown, ...path: string[]): ProfileFact[] =>
  value === undefined ? [] : leavesOf(value, path).map(([about, says]) => fact(part, about, says));

/** A value in words: names in both languages, fields and entries one after the other, what is nested in brackets. */
export function inWords(value: unknown): string {
  if (isName(value)) return value.zh === value.en ? value.zh : `${value.zh} ${value.en}`;
  if (!isNested(value)) return String(value);
  const isList = Array.isArray(value);
  const said = Object.entries(value).map(([field, each]) => (isList ? '' : `${field} `) + bracketed(each));
  return said.join(', ') || 'none';
}

const bracketed = (value: unknown): string => (isNested(value) ? `(${inWords(value)})` : inWords(value));

function leavesOf(value: unknown, path: readonly string[]): [path: string, says: string][] {
  const entries = isNested(value) ? entriesOf(value) : [];
  if (entries.length === 0) return [[path.join(' '), inWords(value)]];
  return entries.flatMap(([name, each]) => leavesOf(each, [...path, name]));
}

/** A list of mere values is one thing that is said. */
function entriesOf(value: object): [name: string, entry: unknown][] {
  if (!Array.isArray(value)) return Object.entries(value);
  if (!value.some(isNested)) return [];
  const named = value.map((entry: object, n): [string, object] => {
    const { [nameField(entry)]: name = n + 1, ...rest } = entry as Record<string, unknown>;
    return [String(name), Array.isArray(entry) ? entry : rest];
  });
  return named.map(([name, rest], n) => {
    const isFirst = named.findIndex(([other]) => other === name) === n;
    return [isFirst ? name : `${name} ${n + 1}`, rest];
  });
}

/** By which entries of lists are told apart: the first that is there. */
const NAMES = ['code', 'tier', 'figure', 'message', 'year', 'name'];
const nameField = (entry: object): string =>
  NAMES.find((field) => ['string', 'number'].includes(typeof (entry as Record<string, unknown>)[field])) ?? '';

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null && !isName(value);
const isName = (value: unknown): value is LocalName =>
  typeof value === 'object' && value !== null && Object.keys(value).sort().join(' ') === 'en zh';
