import type { Figures } from '../../services/intake/src/domain/examination.js';
import { table } from '../gw/src/output.js';

const decimals = (number: number): string => number.toFixed(3);
const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${Math.round((100 * part) / whole)} %`);

/** What people read of a version's figures. */
export function linesOfFigures({ learnt, examined, reach, classes, ...figures }: Figures): string[] {
  return [
    `learnt from ${learnt} texts, examined on ${examined} that were held back`,
    '',
    ...table(
      ['who guesses', 'macro-F1'],
      [
        ['what was learnt', decimals(figures.macroF1)],
        ['key words', decimals(figures.keywords)],
        ['the largest class', decimals(figures.majority)],
      ],
    ),
    '',
    ...table(
      ['class', 'texts', 'precision', 'recall', 'F1'],
      classes.map((each) => [each.label, String(each.texts), ...[each.precision, each.recall, each.f1].map(decimals)]),
    ),
    '',
    ...table(
      ['threshold', 'texts that reach it', 'of them right'],
      reach.map(({ threshold, reached, right }) => [
        String(threshold),
        `${reached} (${percent(reached, examined)})`,
        percent(right, reached),
      ]),
    ),
  ];
}
