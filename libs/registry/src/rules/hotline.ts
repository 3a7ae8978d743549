import {
  HOTLINE_KINDS,
  HOTLINE_MESSAGES,
  INCOMING_FIELDS,
  OUTGOING_FIELDS,
  type HotlineIncoming,
  type HotlinePlatform,
  type IncomingMapping,
  type MappedTypes,
  type MappingRule,
  type OutgoingMapping,
} from '@gridwhistle/contracts';
import { SATISFACTIONS, SEVERITIES, type Detail } from '@gridwhistle/kernel';
import { duplicates, problem, type Draft, type Item } from '../draft.js';

/** What a message must say to be taken; what a platform never says may be `always`. */
const NEEDED: Readonly<Record<HotlineIncoming, readonly string[]>> = {
  order: ['number', 'title', 'content'],
  callBack: ['number', 'reached', 'solved'],
  urge: ['number'],
  withdrawal: ['number'],
};
const PARTS = Object.keys(NEEDED) as HotlineIncoming[];

/** Every field that a mapping names is one of ours, every code one that we know, and every message has its place. */
export function hotlineRules(draft: Draft): Detail[] {
  const platforms = draft.list('hotlinePlatforms');
  return [
    ...duplicates(platforms, ({ code }) => code, 'hotline.duplicate'),
    ...platforms.flatMap((item) => [
      ...PARTS.flatMap((part) => incomingProblems(item, part, draft)),
      ...item.value.outgoing.flatMap((row, n) => rowProblems(row, `${item.at}.outgoing.${n}`)),
      ...messageProblems(item),
    ]),
  ];
}

function incomingProblems({ at, value }: Item<HotlinePlatform>, part: HotlineIncoming, draft: Draft): Detail[] {
  const mapping: IncomingMapping | undefined = value[part];
  if (!mapping) return [];
  const [known, place] = [INCOMING_FIELDS[part], `${at}.${part}.fields`];
  const missing = NEEDED[part].filter((field) => !Object.hasOwn(mapping.fields, field));
  return [
    ...missing.map((field) => problem(`${place}.${field}`, 'hotline.missing-field', `${part} needs ${field}`)),
    ...Object.entries(mapping.fields).flatMap(([field, rule]) => [
      ...unknown(`${place}.${field}`, field, known),
      ...ruleProblems(`${place}.${field}`, rule, known[field] === 'instant'),
      ...codeProblems(`${place}.${field}`, field, rule, draft),
    ]),
    ...(mapping.if ?? []).flatMap((path, n) => pathProblems(`${at}.${part}.if.${n}`, path)),
  ];
}

function rowProblems({ message, when = {}, fields }: OutgoingMapping, at: string): Detail[] {
  const known = OUTGOING_FIELDS[message];
  const paths = Object.keys(fields);
  return [
    ...Object.keys(when).flatMap((field) => unknown(`${at}.when.${field}`, field, known)),
    ...Object.entries(fields).flatMap(([path, rule]) => [
      ...pathProblems(`${at}.fields.${path}`, path),
      ...taken(`${at}.fields.${path}`, path, paths),
      ...[rule.from ?? []].flat().flatMap((field) => unknown(`${at}.fields.${path}`, field, known)),
      ...ruleProblems(`${at}.fields.${path}`, rule, known[String(rule.from)] === 'instant'),
    ]),
  ];
}

/** Every kind of message is told or not wanted, never both. */
function messageProblems({ at, value: { outgoing, silent } }: Item<HotlinePlatform>): Detail[] {
  return HOTLINE_MESSAGES.flatMap((kind) => {
    const isTold = outgoing.some(({ message }) => message === kind);
    if (isTold !== silent.includes(kind)) return [];
    if (isTold) return [problem(`${at}.silent`, 'hotline.told-and-silent', `${kind} is told and not wanted`)];
    return [problem(`${at}.outgoing`, 'hotline.untold', `${kind} has no row and is not among the silent ones`)];
  });
}

const unknown = (at: string, field: string, known: MappedTypes): Detail[] =>
  Object.hasOwn(known, field)
    ? []
    : [problem(at, 'hotline.unknown-field', `there is no ${field}; there are ${Object.keys(known).join(', ')}`)];

function ruleProblems(at: string, rule: MappingRule, isInstant: boolean): Detail[] {
  const { from, always, codes, otherwise, date } = rule;
  const source = (from === undefined) === (always === undefined);
  const [needless, misplaced] = [otherwise !== undefined && !codes, date !== undefined && !isInstant];
  return [
    ...(source
      ? [problem(at, 'hotline.no-source', 'exactly one of from and always says where the value comes from')]
      : []),
    ...[from ?? []].flat().flatMap((path) => pathProblems(`${at}.from`, path)),
    ...(needless ? [problem(`${at}.otherwise`, 'hotline.needless', 'otherwise needs a table of codes')] : []),
    ...(misplaced ? [problem(`${at}.date`, 'hotline.needless', 'only a time is written by a date')] : []),
    ...(date !== undefined && !/yyyy.*MM.*dd/.test(date)
      ? [problem(`${at}.date`, 'hotline.date', 'names at least yyyy, MM and dd, in this order')]
      : []),
  ];
}

const pathProblems = (at: string, path: string): Detail[] =>
  path.split('.').every((name) => name.trim() !== '')
    ? []
    : [problem(at, 'hotline.empty-path', `"${path}" has an empty name`)];

/** A value cannot stand where another path leads through. */
const taken = (at: string, path: string, paths: readonly string[]): Detail[] =>
  paths.some((other) => other.startsWith(`${path}.`))
    ? [problem(at, 'hotline.path-taken', `another path leads through ${path}`)]
    : [];

/** What a table or a constant gives to a field whose values are known one by one. */
function codeProblems(at: string, field: string, rule: MappingRule, draft: Draft): Detail[] {
  const given: [string, unknown][] = [
    ...Object.entries(rule.codes ?? {}).map(([code, value]): [string, unknown] => [`${at}.codes.${code}`, value]),
    ...(['always', 'otherwise', 'absent'] as const).map((name): [string, unknown] => [`${at}.${name}`, rule[name]]),
  ];
  const isKnown = knownValues(field, draft);
  return given
    .filter(([, value]) => value !== undefined && value !== null && !isKnown(value))
    .map(([place, value]) => problem(place, 'hotline.unknown-code', `${field} has no ${String(value)}`));
}

function knownValues(field: string, draft: Draft): (value: unknown) => boolean {
  if (field === 'severity') return (value) => SEVERITIES.some((each) => each === value);
  if (field === 'kind') return (value) => HOTLINE_KINDS.some((each) => each === value);
  if (field === 'satisfaction') return (value) => SATISFACTIONS.some((each) => each === value);
  if (field === 'category') return (value) => draft.declared('categories')(String(value));
  const type = { ...INCOMING_FIELDS.order, ...INCOMING_FIELDS.callBack }[field];
  return type === 'flag' ? (value) => typeof value === 'boolean' : () => true;
}
