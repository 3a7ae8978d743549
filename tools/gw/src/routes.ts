import { readFile, stat } from 'node:fs/promises';
import type { DryRunView, OutcomeView } from '@gridwhistle/contracts';
import { Failure } from './failure.js';
import type { Installation } from './installation.js';
import { call, tokenFor } from './operator.js';
import { print, table } from './output.js';
import { warningLine } from './profile.js';
import { readFolder } from './profile-folder.js';

interface RouteSet {
  routes: unknown;
  wordLists?: unknown;
}

/** Shows which tickets of the last days other routes would have sent elsewhere; changes nothing. */
export async function dryRunRoutes(
  installation: Installation,
  file: string,
  { days, json }: { days?: number; json?: boolean },
): Promise<void> {
  const body = { ...(await routesIn(file)), ...(days === undefined ? {} : { days }) };
  const token = await tokenFor(installation, 'operator');
  const path = '/registry/routes/dry-run';
  const found = await call<DryRunView>(installation, path, token, { method: 'POST', body });
  print(json, found, () => linesOf(found));
}

/** The routes and lists of words of a profile's folder, or of a JSON file that has them among other parts. */
async function routesIn(file: string): Promise<RouteSet> {
  const isFolder = (await stat(file).catch(() => undefined))?.isDirectory() === true;
  const parts: RouteSet = isFolder ? (await readFolder(file)).profile : await partsIn(file);
  return { routes: parts.routes, ...(parts.wordLists === undefined ? {} : { wordLists: parts.wordLists }) };
}

async function partsIn(file: string): Promise<RouteSet> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as RouteSet;
  } catch (error) {
    throw new Failure(`${file} cannot be read as JSON: ${(error as Error).message}`);
  }
}

function linesOf({ since, judged, unjudged, elsewhere, byAnotherRoute, ...found }: DryRunView): string[] {
  const rows = found.shifts.map(({ from, to, count, tickets }) => [
    ...[String(count), from.rule, placeOf(from), to.rule, placeOf(to)],
    tickets.slice(0, 3).join(' '),
  ]);
  return [
    `${elsewhere} of ${judged} tickets since ${since} would have gone elsewhere, ${byAnotherRoute} the same way by another route`,
    ...(unjudged > 0 ? [`${unjudged} tickets cannot be judged: nothing is kept of their routing`] : []),
    ...(found.complete ? [] : ['there are more: the newest were not tried']),
    ...(rows.length > 0 ? ['', ...table(HEADINGS, rows)] : []),
    ...(found.unlisted > 0 ? [`${found.unlisted} tickets more, in too many ways to list`] : []),
    ...found.warnings.map(warningLine),
  ];
}

const HEADINGS = ['tickets', 'by', 'to', 'would go by', 'to', 'such as'];

const placeOf = ({ unit, person, waitsFor }: OutcomeView): string =>
  unit === undefined ? `waits for ${waitsFor ?? '-'}` : [unit, person].filter(Boolean).join(' / ');
