import type { Detail } from '@gridwhistle/kernel';
import { cycles, duplicates, problem, type Draft } from '../draft.js';

/** Stands in a subject where no unit holds the aggregate, so no unit may be called so. */
const RESERVED = 'none';

/** Every unit has an area, a known parent and a code of its own; a grid's unit belongs to a grid. */
export function unitRules(draft: Draft): Detail[] {
  const units = draft.list('units');
  const [isArea, isUnit, isGrid] = [draft.declared('areas'), draft.declared('units'), draft.declared('grids')];
  const each = units.flatMap(({ at, value: unit }) => {
    const problems: Detail[] = [];
    const say = (field: string, code: string, message: string) =>
      problems.push(problem(`${at}.${field}`, code, message));
    if (unit.code === RESERVED) say('code', 'unit.reserved-code', `no unit can be called ${RESERVED}`);
    if (!isArea(unit.area)) say('area', 'unit.unknown-area', `there is no area ${unit.area}`);
    if (unit.parent !== undefined && !isUnit(unit.parent)) {
      say('parent', 'unit.unknown-parent', `there is no unit ${unit.parent}`);
    }
    if (unit.kind === 'grid' && !isGrid(unit.code)) say('code', 'unit.no-grid', `there is no grid ${unit.code}`);
    if ((unit.kind === 'grid') !== (unit.tier === 'grid')) {
      say('tier', 'unit.tier', 'the units of grids, and only they, have the tier grid');
    }
    return problems;
  });
  return [...duplicates(units, (unit) => unit.code, 'unit.duplicate'), ...cycles(units, 'unit.cycle'), ...each];
}
