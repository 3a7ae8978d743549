import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { ImportInto, StandardParts, StandardsImport, StandardsImported } from '@gridwhistle/registry';
import { insideFolder } from './inside-folder.js';
import { readPart, type Wanted } from './json-part.js';
import { print } from './output.js';
import { readParts } from './profile-folder.js';
import { readTableFile } from './table-file.js';

/** What `gw standards import` is told; a word given here goes before the profile's. */
export interface StandardsOptions {
  profile: string;
  out?: string;
  sheet?: string;
  bareDay?: StandardsImport['bareDay'];
  bareHour?: StandardsImport['bareHour'];
  emergencyWorkDay?: number;
  majorsAfter?: number;
  json?: boolean;
}

/**
 * Turns a city's table of standards into parts of a profile. A table with any problem is refused as a whole: all of
 * them are listed with their lines, nothing is written, exit code 1.
 */
export async function importTable(file: string, options: StandardsOptions): Promise<void> {
  // Loaded only here: the other commands start faster without it.
  const { importStandards } = await import('@gridwhistle/registry');
  const lines = await readTableFile(file, options.sheet);
  const imported = importStandards(lines, await intoOf(options));
  const { parts, problems, counts } = imported;
  if (problems.length > 0) process.exitCode = 1;
  if (parts && options.out !== undefined) await writeFile(options.out, textOf(parts));
  print(options.json, { problems, counts }, () => [
    ...problems.map(({ line, code, zh, en }) => `第 ${line} 行 line ${line}: ${zh} · ${en} (${code})`),
    ...summary(imported, options.out),
  ]);
}

/** The profile beside the file that is written, and what that file held before. */
async function intoOf(options: StandardsOptions): Promise<ImportInto> {
  const { out, profile: folder, bareDay, bareHour, emergencyWorkDay: emergencyWorkDayHours } = options;
  const parts = ['units', 'majors', 'categories', 'standardsImport'] as const;
  const profile = await readParts(folder, parts, insideFolder(folder, out));
  const { units = [], majors = [], categories = [] } = profile;
  const said = Object.entries({ bareDay, bareHour, emergencyWorkDayHours }).filter(([, word]) => word !== undefined);
  return {
    profile: { units, majors, categories },
    words: { ...profile.standardsImport, ...Object.fromEntries(said) },
    majorsAfter: options.majorsAfter ?? 0,
    ...(out !== undefined && existsSync(out) ? { before: await readPart<StandardParts>(out, EARLIER) } : {}),
  };
}

/** A file that holds anything but an earlier import is not written over. */
const EARLIER: Wanted = { kind: 'standards', is: 'earlier import' };

function summary({ parts, counts }: StandardsImported, out?: string): string[] {
  const { read, blank, accepted, repeated, rejected, reasons } = counts;
  const rows = `${read} rows read, ${blank} blank: ${accepted} accepted, ${repeated} repeated, ${rejected} rejected`;
  const each = Object.entries(reasons).map(([code, times]) => `  ${code} ${times}`);
  if (!parts) return [rows, ...each, 'Nothing is written: correct the table, or let the profile say what is meant.'];
  const { majors, categories, standards } = parts;
  const made = `${majors.length} majors, ${categories.length} categories, ${standards.length} standards`;
  return [rows, `${made}${out === undefined ? '; write them with --out' : ` in ${out}`}`];
}

/** One entry a line, so that a change shows as the lines it changes. */
function textOf(parts: StandardParts): string {
  const lists = Object.entries(parts).map(
    ([part, entries]: [string, object[]]) =>
      `"${part}": [\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`,
  );
  return `{\n${lists.join(',\n')}\n}\n`;
}
