import { HANDLED_OUTCOMES } from '@gridwhistle/kernel';
import type { FigureName, Profile, PublishedFigure, Simulation } from '@gridwhistle/registry';
import { numberOf } from '../charts/svg.js';
import type { Figures } from '../charts/figures.js';
import { table } from '../gw/src/output.js';

/** What of a run's figures stands for a published one, and what it is a part of. */
const PLAYED: Readonly<Record<FigureName, (figures: Figures, profile: Profile) => Played>> = {
  matters: ({ tickets }) => ({ value: tickets }),
  solved: ({ outcomes, tickets }) => ({
    value: sumOf(HANDLED_OUTCOMES.map((each) => outcomes[each] ?? 0)),
    of: tickets,
  }),
  whistles: ({ whistles, tickets }) => ({ value: whistles, of: tickets }),
  'whistles-completed': ({ whistles, completed }) => ({ value: whistles === 0 ? undefined : completed / whistles }),
  shared: ({ councils, tickets }, { document }) => ({
    value: document.units.some(({ kind }) => kind === 'council') ? councils : undefined,
    of: tickets,
  }),
  private: ({ outcomes, tickets }) => ({ value: outcomes['self-help'] ?? 0, of: tickets }),
  government: ({ outcomes, councils, tickets }) => ({
    value: tickets - councils - (outcomes['self-help'] ?? 0),
    of: tickets,
  }),
  grids: (_figures, { document }) => ({
    value: document.grids.filter(({ code }) => code.length === GRID_DIGITS).length,
  }),
};

interface Played {
  readonly value: number | undefined;
  readonly of?: number;
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const GRID_DIGITS = 15;
/** A share stands as a number below 1. */
const SHARES: readonly FigureName[] = ['whistles-completed'];

/** What a locality has published beside what was played; in shares too, since a run may have another size. */
export function publishedTable({ published }: Simulation, figures: Figures, profile: Profile): string[] {
  const rows = published.map((figure) => {
    const played = PLAYED[figure.figure](figures, profile);
    return [
      `${figure.name.zh} · ${figure.name.en}`,
      worded(figure.figure, figure.value),
      worded(figure.figure, played.value),
      inThousand(figure),
      inThousand(played),
    ];
  });
  return table(['figure', 'published', 'simulated', 'published in 1,000', 'simulated in 1,000'], rows);
}

const worded = (figure: FigureName, value: number | undefined): string =>
  value === undefined ? 'no cases' : SHARES.includes(figure) ? `${(100 * value).toFixed(1)} %` : numberOf(value);

const inThousand = ({ value, of }: Played | PublishedFigure): string =>
  value === undefined || of === undefined || of === 0 ? '' : ((1000 * value) / of).toFixed(2);
