import type { ProfileDocument, Unit } from '@gridwhistle/registry';
import { fact, type ProfileFact } from './fact.js';

/** How many areas each level has, who dispatches there and who holds what comes up. */
export function areaFacts({ areas, units }: ProfileDocument): ProfileFact[] {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const role = (code: string) => `${byCode.get(code)?.kind}, tier ${byCode.get(code)?.tier}`;
  return [...new Set(areas.map(({ level }) => level))].flatMap((level) => {
    const having = areas.filter((area) => area.level === level);
    const [{ dispatchingUnit = '', office = dispatchingUnit } = {}] = having;
    return [
      fact('areas', level, String(having.length)),
      fact('dispatching', level, `by ${role(dispatchingUnit)}; held by ${role(office)}`),
    ];
  });
}

export function gridFacts({ grids }: ProfileDocument): ProfileFact[] {
  const micro = grids.filter(({ code }) => code.length > 15).length;
  return [fact('grids', 'grids', String(grids.length - micro)), fact('grids', 'micro-grids', String(micro))];
}

export function unitFacts({ areas, units }: ProfileDocument): ProfileFact[] {
  const kinds = units.map(({ kind, tier }) => `${kind}, tier ${tier}`);
  const count = (kind: string): string => String(kinds.filter((each) => each === kind).length);
  return [...[...new Set(kinds)].map((kind) => fact('units', kind, count(kind))), ...deskFacts(areas, units)];
}

/** The desks of the first area that has some; their names without the area's. */
function deskFacts(areas: ProfileDocument['areas'], units: readonly Unit[]): ProfileFact[] {
  const first = units.find(({ kind }) => kind === 'desk')?.area;
  const desks = units.filter(({ kind, area }) => kind === 'desk' && area === first);
  const at = areas.find(({ code }) => code === first);
  const names = desks.map(({ name }) => name.zh.replace(at?.name.zh ?? '', ''));
  return names.length === 0 ? [] : [fact('desks', `of a ${at?.level}`, names.join('、'))];
}

export const successorFacts = ({ successors = [] }: ProfileDocument): ProfileFact[] =>
  successors.map(({ grid, unit, to }) => fact('successors', [grid, unit].filter(Boolean).join(' '), to));
