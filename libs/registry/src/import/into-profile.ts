import type { ProfileDocument } from '../document.js';
import type { StandardsImport } from '../document/matters.js';
import { sameText } from './cell-text.js';
import type { PlacedRow, TableCategory, TableClass } from './classes.js';
import type { LineFault } from './contradictions.js';
import type { StandardParts, TableContent } from './parts.js';

/** What an import is told beside the table. */
export interface ImportInto {
  /** The profile without the parts that the import replaces. */
  profile: Pick<ProfileDocument, 'majors' | 'categories' | 'units'>;
  /** What the last import of the same table gave. */
  before?: StandardParts;
  words?: StandardsImport;
  /** As `placeRows` has it. */
  majorsAfter?: number;
}

/** Departments that the profile does not know, and codes that stand for something else there. */
export function profileFaults(placed: readonly PlacedRow[], into: ImportInto): LineFault[] {
  const units = unitsByName(into);
  const taken = new Map(into.profile.categories.map(({ code, name }) => [code, name.zh]));
  return [
    ...majorsOf(placed).flatMap((major) => majorFault(major, into)),
    ...categoriesOf(placed).flatMap(({ line, code, department }): LineFault[] => {
      const name = taken.get(code);
      const unknown = department !== '' && !units.has(department);
      return [
        ...(name === undefined ? [] : [{ line, fault: { code: 'profile.category-taken' as const, what: name } }]),
        ...(unknown ? [{ line, fault: { code: 'department.unknown' as const, what: department } }] : []),
      ];
    }),
  ];
}

/** The classes of a table without faults: majors that the profile has already are not said again. */
export function classesFor(
  placed: readonly PlacedRow[],
  into: ImportInto,
): Pick<TableContent, 'majors' | 'categories'> {
  const units = unitsByName(into);
  return {
    majors: majorsOf(placed).filter(({ code }) => !knownMajor(into, code)),
    categories: categoriesOf(placed).map((each) => ({ ...each, unit: units.get(each.department) ?? '' })),
  };
}

function majorFault({ line, code, name }: TableClass, into: ImportInto): LineFault[] {
  const there = knownMajor(into, code);
  if (!there || sameText(there.name.zh) === sameText(name)) return [];
  return [{ line, fault: { code: 'profile.major-taken', what: there.name.zh } }];
}

const knownMajor = ({ profile }: ImportInto, code: string) => profile.majors.find((major) => major.code === code);

/** Departments by their own names, and by the names that the profile's word gives them beside. */
function unitsByName({ profile, words }: ImportInto): Map<string, string> {
  const departments = profile.units.filter(({ kind }) => kind === 'department');
  const own = departments.map(({ code, name }): [string, string] => [sameText(name.zh), code]);
  const given = (words?.departments ?? []).map(({ name, unit }): [string, string] => [sameText(name), unit]);
  return new Map([...own, ...given]);
}

const majorsOf = (placed: readonly PlacedRow[]): TableClass[] => opened(placed.flatMap(({ major }) => major ?? []));
const categoriesOf = (placed: readonly PlacedRow[]): TableCategory[] =>
  opened(placed.flatMap(({ category }) => category ?? []));

/** Each class as the line that opens it has it, in the order of the table. */
function opened<T extends TableClass>(classes: readonly T[]): T[] {
  const first = new Map<string, T>();
  for (const each of classes) if (!first.has(each.code)) first.set(each.code, each);
  return [...first.values()];
}
