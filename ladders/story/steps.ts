import type { Profile } from '@gridwhistle/registry';
import type { Check } from '../../tools/replay/checks.js';
import type { Doer, Move } from './move.js';

/** A move that was made, and the unit that made it. */
export interface Done {
  readonly move: Move;
  readonly unit: string;
}

const HOLDERS: readonly Doer[] = ['micro-grid', 'grid', 'village', 'township', 'desk', 'lead', 'assist'];

/** Who may stand for the first words of a step's `by`. */
const CAPACITIES: Readonly<Record<string, readonly Doer[]>> = {
  reporter: ['reporter'],
  holder: HOLDERS,
  'dispatching unit': ['dispatching unit'],
  verifier: ['verifier'],
  'principal of the township': ['principal'],
  'departments of the county': ['lead', 'assist'],
};

/** Every step of the profile that is an act was made, as that act and by whom the profile names. */
export function checkSteps({ document }: Pick<Profile, 'document'>, done: readonly Done[]): Check {
  const steps = document.steps.filter(({ act }) => act !== undefined);
  const wrong = steps.flatMap(({ code, act, by }) => {
    const move = done.find((one) => one.move.step === code)?.move;
    const [capacity = ''] = by.split(/[:,]/);
    if (!move) return [`${code}: nobody made it`];
    if (move.act !== act) return [`${code}: is ${act}, was played as ${move.act}`];
    return CAPACITIES[capacity]?.includes(move.by) ? [] : [`${code}: is the ${capacity}'s, was played by ${move.by}`];
  });
  return { what: `each of the locality's ${steps.length} steps was made by whom its profile names`, wrong };
}
