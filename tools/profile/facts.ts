import type { ProfileDocument, Unit } from '@gridwhistle/registry';

/** One thing that a profile says, in words without the district's code, so that localities can be held beside each other. */
export interface ProfileFact {
  part: string;
  about: string;
  says: string;
}

/** What a profile says, in the order in which people read it; areas, grids and units by their number. */
export function factsOf(profile: ProfileDocument): ProfileFact[] {
  return [
    ...ladderFacts(profile),
    ...stepFacts(profile),
    ...routeFacts(profile),
    ...limitFacts(profile),
    ...clockFacts(profile),
    ...whistleFacts(profile),
    ...otherFacts(profile),
  ];
}

const fact = (part: string, about: string, says: string): ProfileFact => ({ part, about, says });

function ladderFacts({ areas, grids, units, successors = [] }: ProfileDocument): ProfileFact[] {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const role = (code: string) => `${byCode.get(code)?.kind}, tier ${byCode.get(code)?.tier}`;
  const levels = [...new Set(areas.map(({ level }) => level))].flatMap((level) => {
    const having = areas.filter((area) => area.level === level);
    const [{ dispatchingUnit = '', office = dispatchingUnit } = {}] = having;
    return [
      fact('areas', level, String(having.length)),
      fact('dispatching', level, `by ${role(dispatchingUnit)}; held by ${role(office)}`),
    ];
  });
  const micro = grids.filter(({ code }) => code.length > 15).length;
  const counts = [fact('grids', 'grids', String(grids.length - micro)), fact('grids', 'micro-grids', String(micro))];
  const gone = successors.map(({ grid, unit, to }) => fact('successors', grid ?? unit ?? '', to));
  return [...levels, ...counts, ...unitFacts(units), ...deskFacts(areas, units), ...gone];
}

function unitFacts(units: readonly Unit[]): ProfileFact[] {
  const kinds = units.map(({ kind, tier }) => `${kind}, tier ${tier}`);
  return [...new Set(kinds)].map((kind) => fact('units', kind, String(kinds.filter((each) => each === kind).length)));
}

/** The desks of the first area that has some; their names without the area's. */
function deskFacts(areas: ProfileDocument['areas'], units: readonly Unit[]): ProfileFact[] {
  const desks = units.filter(({ kind, area }, _, all) => {
    return kind === 'desk' && area === all.find((unit) => unit.kind === 'desk')?.area;
  });
  const at = areas.find(({ code }) => code === desks[0]?.area);
  const names = desks.map(({ name }) => name.zh.replace(at?.name.zh ?? '', ''));
  return names.length === 0 ? [] : [fact('desks', `of a ${at?.level}`, names.join('、'))];
}

function stepFacts({ steps, admissions }: ProfileDocument): ProfileFact[] {
  return [
    ...steps.map(({ code, name, act, by }) => fact('steps', code, `${name.zh}: ${act ?? 'no act'} by ${by}`)),
    ...admissions.map(({ code, name, tiers }) => fact('admissions', code, `${name.zh} (${tiers.join(', ')})`)),
  ];
}

function routeFacts({ routes, wordLists = [], district }: ProfileDocument): ProfileFact[] {
  const words = wordLists.map((list) => fact('words', list.code, list.words.join('、')));
  const ways = routes.map(({ id, when, grade, unit, person, waitsFor, inform = [] }) => {
    const to = [grade ?? unit ?? `waits for ${waitsFor}`, person].filter(Boolean).join(' / ');
    const { hours, ...asked } = when;
    const conditions = Object.entries(asked).map(([part, values]) => `${part} ${[values].flat().join(' ')}`);
    const times = hours ? [`hours ${hours.from}–${hours.to}`] : [];
    const told = inform.length === 0 ? '' : `; told: ${inform.join(', ')}`;
    const condition = [...conditions, ...times].join(', ') || 'always';
    return fact('routes', id, `${condition} → ${local(to, district.code)}${told}`);
  });
  return [...ways, ...words];
}

/** `522730-water` is `water` everywhere; a code of an area below keeps what it has beyond the district's. */
const local = (text: string, district: string): string => text.replaceAll(`${district}-`, '');

function limitFacts({ categories, standards, fallbackLimits, district }: ProfileDocument): ProfileFact[] {
  return [
    ...categories.map(({ code, name, department }) =>
      fact('categories', code, `${name.zh} (${local(department, district.code)})`),
    ),
    ...Object.entries(fallbackLimits).map(([severity, limit]) => fact('limits', `otherwise, ${severity}`, limit)),
    ...standards.map(({ category, condition, stages }) =>
      fact('limits', `${category} ${condition}`, stages.map(({ limit }) => limit).join(' + ')),
    ),
  ];
}

function clockFacts(profile: ProfileDocument): ProfileFact[] {
  const { clocks, escalations, ratingWindow, returnWindow, extensions, calendar, quietHours } = profile;
  const hours = (list: readonly { from: string; to: string }[]) =>
    list.map(({ from, to }) => `${from}–${to}`).join(', ');
  return [
    ...clocks.map(({ kind, ...rules }) => fact('clocks', kind, words(rules))),
    ...escalations.map(({ on, act }) => fact('clocks', `${on}, ${act}`, 'yes')),
    fact('clocks', 'rating window', ratingWindow),
    fact('clocks', 'return window', returnWindow),
    ...(extensions ? [fact('clocks', 'extensions', words(extensions))] : []),
    fact('clocks', 'office hours', hours(calendar.officeHours)),
    fact('clocks', 'quiet hours', hours([quietHours])),
    fact('clocks', 'statistical day starts', profile.statisticalDayStart),
  ];
}

function whistleFacts({ whistles }: ProfileDocument): ProfileFact[] {
  return whistles.map(({ code, name, askers, approvers, ...rules }) => {
    return fact(
      'whistles',
      code,
      `${name.zh}; asked by ${askers.join(', ')}, approved by ${approvers.join(', ')}; ${words(rules)}`,
    );
  });
}

function otherFacts({
  plans,
  similarCase,
  spotCheck,
  suggestions,
  repeatedMatters,
  privacy,
  proofRequired,
}: ProfileDocument): ProfileFact[] {
  return [
    ...plans.map(({ code, name, period, subjects, indicators }) => {
      const weights = indicators.map((indicator) => `${indicator.code} ${indicator.weight}`).join(', ');
      return fact('plans', code, `${name.zh}; each ${period}, of ${subjects.join(', ')}; ${weights}`);
    }),
    fact('other', 'similar case', words(similarCase)),
    fact('other', 'spot check', words(spotCheck ?? { percent: 100 })),
    ...(suggestions ? [fact('other', 'suggestions', words(suggestions))] : []),
    ...(repeatedMatters ? [fact('other', 'repeated matters', words(repeatedMatters))] : []),
    fact('other', 'people’s data', words(privacy)),
    fact('other', 'proof required', words(proofRequired)),
  ];
}

const words = (rules: object): string =>
  Object.entries(rules)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
