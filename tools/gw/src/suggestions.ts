import { setTimeout as delay } from 'node:timers/promises';
import type { Figures } from '../../../services/intake/src/domain/examination.js';
import { LEAST_IN_ALL, LEAST_OF_A_CLASS } from '../../../services/intake/src/domain/training-set.js';
import { linesOfFigures } from '../../suggestions/report.js';
import { Failure } from './failure.js';
import type { Installation } from './installation.js';
import { internal } from './operator.js';
import { localTime, print, progress, table } from './output.js';

/** As intake tells it. */
export interface Version {
  version: number;
  state: 'learning' | 'ready' | 'refused';
  askedAt: string;
  texts: number;
  done: number;
  figures: Figures | null;
  unitFigures: Figures | null;
  inForceSince: string | null;
}

/** What became of the categories or units that a version suggested. */
interface Tally {
  what: 'category' | 'unit';
  suggested: number;
  taken: number;
  changed: number;
  ignored: number;
}

const LOOK_MS = 500;
const PATH = '/internal/suggestions';

/** Learns a version from the closed tickets, waits for it and shows how well it guesses; it is not in force by that. */
export async function learnVersion(installation: Installation, json?: boolean): Promise<void> {
  const { version } = await internal<Version>(installation, 'intake', PATH, 'POST');
  const learnt = await untilLearnt(installation, version);
  if (learnt.state === 'refused')
    throw new Failure(`Version ${version} could not be measured: too few tickets were held back.`);
  print(json, learnt, () => [
    ...linesOf(learnt),
    '',
    `It is not in force: \`npx gw suggestions use ${version}\` puts it there.`,
  ]);
}

/** The versions beside each other, newest first. */
export async function listVersions(installation: Installation, json?: boolean): Promise<void> {
  const versions = await all(installation);
  const inForce = versions.reduce<Version | undefined>((last, one) => (isLater(one, last) ? one : last), undefined);
  print(json, versions, () =>
    versions.length === 0
      ? ['nothing has been learnt yet: `npx gw suggestions learn`']
      : table(
          HEADINGS,
          versions.map((one) => row(one, one === inForce)),
        ),
  );
}

/** Everything that is known of one version, and what became of what it suggested. */
export async function showVersion(installation: Installation, version: number, json?: boolean): Promise<void> {
  const found = (await all(installation)).find((one) => one.version === version);
  if (!found) throw new Failure(`There is no version ${version}. \`npx gw suggestions list\` shows what there is.`);
  const { outcomes } = await internal<{ outcomes: Tally[] }>(installation, 'intake', `${PATH}/${version}/outcomes`);
  print(json, { ...found, outcomes }, () => [...linesOf(found), '', ...linesOfOutcomes(outcomes)]);
}

/** Puts a version in force, also an earlier one. */
export async function useVersion(installation: Installation, version: number, json?: boolean): Promise<void> {
  const used = await internal<Version>(installation, 'intake', `${PATH}/${version}/in-force`, 'POST');
  print(json, used, () => [`version ${version} is in force`]);
}

async function all(installation: Installation): Promise<Version[]> {
  return (await internal<{ versions: Version[] }>(installation, 'intake', PATH)).versions;
}

async function untilLearnt(installation: Installation, version: number): Promise<Version> {
  for (;;) {
    const found = (await all(installation)).find((one) => one.version === version);
    if (!found) throw new Failure(`Version ${version} is gone.`);
    if (found.state !== 'learning') {
      progress('');
      return found;
    }
    progress(
      `${Math.min(99, Math.floor((50 * found.done) / Math.max(found.texts, 1)))} % of ${found.texts} tickets, twice`,
    );
    await delay(LOOK_MS);
  }
}

const isLater = (one: Version, other: Version | undefined): boolean =>
  one.inForceSince !== null && one.inForceSince > (other?.inForceSince ?? '');

const HEADINGS = ['version', 'asked', 'state', 'learnt', 'macro-F1', 'key words', 'largest class', 'units', ''];

const row = ({ version, askedAt, state, figures, unitFigures }: Version, inForce: boolean): string[] => [
  ...[String(version), localTime(askedAt), state, String(figures?.learnt ?? '-')],
  ...[figures?.macroF1, figures?.keywords, figures?.majority, unitFigures?.macroF1].map(
    (each) => each?.toFixed(3) ?? '-',
  ),
  inForce ? 'in force' : '',
];

export function linesOf({ version, state, figures, unitFigures }: Version): string[] {
  return [
    `version ${version}, ${state}`,
    ...(figures ? ['', 'categories:', ...linesOfFigures(figures)] : []),
    ...(unitFigures ? ['', 'units:', ...linesOfFigures(unitFigures)] : []),
    ...(figures && !unitFigures ? ['', NO_UNITS] : []),
  ];
}

/** A department is one of its own, everybody else stands under the tier. */
const NO_UNITS = `units are not learnt: it takes two departments or tiers that have closed ${LEAST_OF_A_CLASS} tickets each, ${LEAST_IN_ALL} in all, some of them held back`;

const linesOfOutcomes = (outcomes: readonly Tally[]): string[] =>
  table(
    ['', 'suggested', 'taken', 'changed', 'ignored'],
    outcomes.map(({ what, suggested, taken, changed, ignored }) => [
      what,
      ...[suggested, taken, changed, ignored].map(String),
    ]),
  );
