import type { DayHours, ProfileDocument, Route, StandardStage } from '@gridwhistle/registry';
import { fact, factsWithin, inWords, type ProfileFact } from './fact.js';
import { areaFacts, gridFacts, successorFacts, unitFacts } from './ladder-facts.js';

/** Parts of what is told by the paths of its fields. */
export const [PLAN_RULES, HOTLINE_MAPPINGS] = ['plan rules', 'hotline mappings'] as const;

/** What a profile says, in the order in which people read it; areas, grids and units by their number. */
export function factsOf(profile: ProfileDocument): ProfileFact[] {
  const { code } = profile.district;
  return Object.values(TOLD)
    .flatMap((facts) => facts(profile))
    .map(({ says, ...each }) => ({ ...each, says: local(says, code) }));
}

/** `522730-water` is `water` everywhere; a code of an area below keeps what it has beyond the district's. */
const local = (text: string, district: string): string => text.replaceAll(`${district}-`, '');

/** A part of the document of which nothing is told does not compile; a test changes each field of each. */
const TOLD: { readonly [Part in keyof Required<ProfileDocument>]: (profile: ProfileDocument) => ProfileFact[] } = {
  format: ({ format }) => factsWithin('district', format, 'format'),
  district: ({ district: { code, name } }) => factsWithin('district', { code, name }),
  areas: areaFacts,
  grids: gridFacts,
  units: unitFacts,
  successors: successorFacts,
  steps: ({ steps }) =>
    steps.map(({ code, name, act, by }) => fact('steps', code, `${inWords(name)}: ${act ?? 'no act'} by ${by}`)),
  admissions: ({ admissions }) =>
    admissions.map(({ code, name, tiers }) => fact('admissions', code, `${inWords(name)} (${tiers.join(', ')})`)),
  routes: ({ routes }) => routes.map((route) => fact('routes', route.id, wayOf(route))),
  wordLists: ({ wordLists = [] }) => wordLists.map(({ code, words }) => fact('words', code, words.join('、'))),
  majors: ({ majors }) => majors.map(({ code, name }) => fact('majors', code, inWords(name))),
  categories: ({ categories }) =>
    categories.map(({ code, name, department }) => fact('categories', code, `${inWords(name)} (${department})`)),
  fallbackLimits: ({ fallbackLimits }) =>
    Object.entries(fallbackLimits).map(([severity, limit]) => fact('limits', `otherwise, ${severity}`, limit)),
  standards: ({ standards }) =>
    standards.map(({ category, condition, stages, ...rest }) =>
      fact('limits', `${category} ${condition}`, `${stages.map(stageOf).join(' + ')}; ${inWords(rest)}`),
    ),
  standardsImport: ({ standardsImport }) => factsWithin('limits', standardsImport, 'imported'),
  tierLimits: ({ tierLimits }) => factsWithin('limits', tierLimits, 'of a tier'),
  clocks: ({ clocks }) => clocks.map(({ kind, ...rules }) => fact('clocks', kind, inWords(rules))),
  escalations: ({ escalations }) => escalations.map(({ on, act }) => fact('clocks', `${on}, ${act}`, 'yes')),
  ratingWindow: ({ ratingWindow }) => factsWithin('clocks', ratingWindow, 'rating window'),
  returnWindow: ({ returnWindow }) => factsWithin('clocks', returnWindow, 'return window'),
  reopenWindow: ({ reopenWindow }) => factsWithin('clocks', reopenWindow, 'reopen window'),
  extensions: ({ extensions }) => (extensions ? [fact('clocks', 'extensions', inWords(extensions))] : []),
  calendar: ({ calendar: { officeHours, holidays } }) => [
    fact('clocks', 'office hours', officeHours.map(hoursOf).join(', ')),
    fact('clocks', 'holidays', holidays),
  ],
  holidayNotices: ({ holidayNotices }) => factsWithin('clocks', holidayNotices, 'holidays of'),
  quietHours: ({ quietHours }) => [fact('clocks', 'quiet hours', hoursOf(quietHours))],
  statisticalDayStart: ({ statisticalDayStart }) =>
    factsWithin('clocks', statisticalDayStart, 'statistical day starts'),
  whistles: ({ whistles }) =>
    whistles.map(({ code, name, askers, approvers, ...rules }) => {
      const by = `asked by ${askers.join(', ')}, approved by ${approvers.join(', ')}`;
      return fact('whistles', code, `${inWords(name)}; ${by}; ${inWords(rules)}`);
    }),
  directiveChannels: ({ directiveChannels = [] }) =>
    directiveChannels.map(({ code, name, issuers, ...rules }) =>
      fact('directives', code, `${inWords(name)}; issued by ${issuers.join(', ')}; ${inWords(rules)}`),
    ),
  hotlineMode: ({ hotlineMode }) => factsWithin('hotline', hotlineMode, 'mode'),
  hotlinePlatforms: ({ hotlinePlatforms }) => factsWithin(HOTLINE_MAPPINGS, hotlinePlatforms),
  plans: ({ plans }) => plans.flatMap(planFacts),
  similarCase: ({ similarCase }) => [fact('other', 'similar case', inWords(similarCase))],
  spotCheck: ({ spotCheck = { percent: 100 } }) => [fact('other', 'spot check', inWords(spotCheck))],
  suggestions: ({ suggestions }) => (suggestions ? [fact('other', 'suggestions', inWords(suggestions))] : []),
  repeatedMatters: ({ repeatedMatters }) =>
    repeatedMatters ? [fact('other', 'repeated matters', inWords(repeatedMatters))] : [],
  privacy: ({ privacy }) => [fact('other', 'people’s data', inWords(privacy))],
  proofRequired: ({ proofRequired }) => [fact('other', 'proof required', inWords(proofRequired))],
  simulation: ({ simulation }) => factsWithin('simulation', simulation),
};

/** When a route fits, and where it leads. */
function wayOf({ why, when, grade, unit, person, waitsFor, inform = [] }: Route): string {
  const waits = waitsFor === undefined ? undefined : `waits for ${waitsFor}`;
  const to = [grade, unit, waits, person].filter((each) => each !== undefined).join(' / ');
  const { hours, ...asked } = when;
  const conditions = Object.entries(asked).map(([part, values]) => `${part} ${[values].flat().join(' ')}`);
  const times = hours ? [`hours ${hoursOf(hours)}`] : [];
  const told = inform.length === 0 ? '' : `; told: ${inform.join(', ')}`;
  return `${[...conditions, ...times].join(', ') || 'always'} → ${to}${told}; ${inWords(why)}`;
}

const hoursOf = ({ from, to }: DayHours): string => `${from}–${to}`;

const stageOf = ({ limit, name }: StandardStage): string =>
  name === undefined ? limit : `${limit} (${inWords(name)})`;

function planFacts({
  code,
  name,
  period,
  subjects,
  indicators,
  ...rest
}: ProfileDocument['plans'][number]): ProfileFact[] {
  const weights = indicators.map((indicator) => `${indicator.code} ${indicator.weight}`).join(', ');
  const measured = indicators.map(({ weight: _weight, ...indicator }) => indicator);
  return [
    fact('plans', code, `${inWords(name)}; each ${period}, of ${subjects.join(', ')}; ${weights}`),
    ...factsWithin(PLAN_RULES, { indicators: measured, ...rest }, code),
  ];
}
