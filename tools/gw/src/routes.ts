import { stat } from 'node:fs/promises';
import type { DryRunView, OutcomeView } from '@gridwhistle/contracts';
import type { Installation } from './installation.js';
import { readPart, type Wanted } from './json-part.js';
import { call, tokenFor } from './operator.js';
import { print, table } from './output.js';
import { warningLine } from './profile.js';
import { readParts } from './profile-folder.js';

interface RouteSet {
  routes?: unknown;
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
  const { routes, wordLists } = await (isFolder ? readParts(file, PARTS) : readPart<RouteSet>(file, ROUTES));
  return { routes, ...(wordLists === undefined ? {} : { wordLists }) };
}

const PARTS = ['routes', 'wordLists'] as const;
const ROUTES: Wanted = { kind: 'routes', is: 'set of routes', parts: PARTS };

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
