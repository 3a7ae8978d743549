import type { MappedType, MappedTypes, MappedValue, MappingRule } from '@gridwhistle/contracts';
import type { Detail } from '@gridwhistle/kernel';
import { readDate, writeDate } from './mapping-date.js';
import { put, valueAt, type Document } from './mapping-path.js';

/** A document made by rules, and everything that could not be made. */
export interface Mapped {
  readonly document: Document;
  readonly problems: readonly Detail[];
}

/** A platform's document → ours: `types` are of our fields, by their paths. Nothing is guessed. */
export function toOurs(fields: Record<string, MappingRule>, theirs: Document, types: MappedTypes): Mapped {
  return map(fields, theirs, (value, rule, path) => ours(value, types[path] ?? 'text', rule));
}

/** Our document → a platform's: `types` are of our fields, which the rules read. */
export function toTheirs(fields: Record<string, MappingRule>, our: Document, types: MappedTypes): Mapped {
  return map(fields, our, (value, { date, from }) => {
    const isInstant = typeof from === 'string' && types[from] === 'instant' && typeof value === 'string';
    return isInstant && date !== undefined ? writeDate(value, date) : value;
  });
}

type Convert = (value: MappedValue, rule: MappingRule, path: string) => MappedValue | undefined;

function map(fields: Record<string, MappingRule>, source: Document, convert: Convert): Mapped {
  const document = {};
  const problems: Detail[] = [];
  for (const [path, rule] of Object.entries(fields)) {
    const found = valueOf(rule, source, (value) => convert(value, rule, path));
    if (found.problem)
      problems.push({ field: namesOf(rule) || path, ...found.problem, message: `${path}: ${found.problem.message}` });
    else if (found.value !== undefined) put(document, path, found.value);
  }
  return { document, problems };
}

/** The paths that a rule reads, for people. */
export const namesOf = ({ from }: MappingRule): string => [from ?? []].flat().join(', ');

type Found = { value?: MappedValue; problem?: undefined } | { problem: { code: string; message: string } };
const wrong = (code: string, message: string): Found => ({ problem: { code, message } });

function valueOf(rule: MappingRule, source: Document, convert: (value: MappedValue) => MappedValue | undefined): Found {
  if (rule.always !== undefined) return { value: rule.always };
  const levels = levelsOf(rule, source);
  if (levels === undefined) return wrong('mapping.no-value', 'is an object or a list, not a value');
  const [first] = levels;
  if (first === undefined) return rule.absent === undefined ? {} : { value: rule.absent };
  if (rule.codes) return looked(levels, rule, rule.codes);
  const value = convert(levels.length === 1 ? first : levels.join(rule.with ?? ''));
  return value === undefined ? wrong('mapping.unreadable', 'cannot be read') : { value };
}

/** What stands at the rule's paths, as the levels of a cascade; undefined when something there is no value. */
function levelsOf({ from, split }: MappingRule, source: Document): MappedValue[] | undefined {
  const values = [from ?? []]
    .flat()
    .map((path) => valueAt(source, path))
    .filter((value) => value !== undefined);
  if (!values.every(isValue)) return undefined;
  if (split === undefined) return values.map((value) => (typeof value === 'string' ? value.trim() : value));
  return values
    .flatMap((value) => String(value).split(split))
    .map((level) => level.trim())
    .filter((level) => level !== '');
}

const isValue = (value: unknown): value is MappedValue => ['string', 'number', 'boolean'].includes(typeof value);

/** The longest known beginning of a cascade. What is not in the table is told: it is a code, never somebody's words. */
function looked(levels: readonly MappedValue[], { otherwise }: MappingRule, codes: Record<string, MappedValue>): Found {
  for (let length = levels.length; length > 0; length -= 1) {
    const code = levels.slice(0, length).join('/');
    if (Object.hasOwn(codes, code)) return { value: codes[code] as MappedValue };
  }
  if (otherwise === null) return {};
  if (otherwise !== undefined) return { value: otherwise };
  return wrong('mapping.unknown-code', `no code for "${levels.join('/').slice(0, 100)}"`);
}

/** A value of theirs as one of ours; undefined when it is none. */
function ours(value: MappedValue, type: MappedType, { date }: MappingRule): MappedValue | undefined {
  if (type === 'text') return String(value);
  if (type === 'flag') return typeof value === 'boolean' ? value : undefined;
  if (type === 'instant') return date === undefined ? String(value) : readDate(String(value), date);
  const number = Number(value);
  return typeof value === 'boolean' || !Number.isFinite(number) ? undefined : number;
}
