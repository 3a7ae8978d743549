import { Ajv2020 } from 'ajv/dist/2020.js';
import { sampleProfile, sampleStaff } from '../test/sample.js';
import type { ProfileDocument } from './document.js';
import { profileSchema, staffSchema } from './schema.js';
import type { StaffDocument } from './staff.js';
import { readProfile, validateProfile } from './validate.js';

type Change = (profile: ProfileDocument, staff: StaffDocument) => void;

function problemsAfter(change: Change): string[] {
  const [profile, staff] = [sampleProfile(), sampleStaff()];
  change(profile, staff);
  return validateProfile(profile, staff).map(({ field, code }) => `${field} ${code}`);
}

const nth = <T>(list: T[], index: number): T => {
  const item = list[index];
  if (!item) throw new Error(`the sample has no ${index}`);
  return item;
};
/** Breaks the type on purpose: what is posted may be anything. */
const put = (target: object, key: string, value: unknown): void => void Object.assign(target, { [key]: value });
const drop = (target: object, key: string): void => void Reflect.deleteProperty(target, key);

const found = ({ staff }: StaffDocument, id: string) =>
  nth(
    staff.filter((person) => person.id === id),
    0,
  );
const memberOf = (unit: string): string =>
  nth(
    sampleStaff().staff.filter(({ memberships }) => memberships.some((post) => post.unit === unit)),
    0,
  ).id;
const square = (west: number, east: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 0],
      [east, 0],
      [east, 1],
      [west, 1],
      [west, 0],
    ],
  ],
});
const list = (code: string, word: string) => ({ code, words: [word] });
const [GRID, OTHER_GRID, GONE, WATER] = ['522730001001001', '522730001001002', '522730001001099', '522730-water'];
const SOON = '1 work-hour';
const off = { name: '元旦', from: '2027-01-01', to: '2027-01-03', makeUpDays: [] };
const notice = { year: 2027, published: '2026-11-04', breaks: [off] };

const wrong: [what: string, change: Change, expected: string[]][] = [
  ['a missing part', (p) => drop(p, 'routes'), ['routes shape.missing']],
  ['an unknown part', (p) => put(p, 'colour', 'red'), ['colour shape.unknown-field']],
  ['a missing name', (p) => drop(nth(p.units, 1).name, 'en'), ['units.1.name.en shape.missing']],
  ['a number for text', (p) => put(nth(p.areas, 3), 'level', 4), ['areas.3.level shape.type']],
  ['a unit kind nobody knows', (p) => put(nth(p.units, 4), 'kind', 'robot'), ['units.4.kind shape.not-allowed']],
  ['a unit without area', (p) => drop(nth(p.units, 4), 'area'), ['units.4.area shape.missing']],
  [
    'a threshold of suggestions that a guess between two reaches',
    (p) => put(p, 'suggestions', { threshold: 0.4 }),
    ['suggestions.threshold shape.out-of-range'],
  ],
  [
    'a channel of directives whose limit nobody can read',
    (p) => put(nth(p.directiveChannels ?? [], 0), 'signLimit', 'soon'),
    ['directiveChannels.0.signLimit limit.unreadable'],
  ],
  [
    'a channel of directives for a unit that does not exist',
    (p) => put(nth(p.directiveChannels ?? [], 0), 'issuers', ['nobody']),
    ['directiveChannels.0.issuers.0 directive-channel.unknown-unit'],
  ],
  [
    'a channel of directives twice',
    (p) => p.directiveChannels?.push(nth(p.directiveChannels, 0)),
    ['directiveChannels.1 directive-channel.duplicate'],
  ],
  [
    'a channel of directives whose reports are due before they are signed',
    (p) => put(nth(p.directiveChannels ?? [], 0), 'signLimit', '5 emergency-hour'),
    ['directiveChannels.0.reportLimit directive-channel.report-before-sign'],
  ],
  [
    'a channel of directives to a tier that nobody knows',
    (p) => put(nth(p.directiveChannels ?? [], 0), 'tiers', ['moon']),
    ['directiveChannels.0.tiers.0 shape.not-allowed'],
  ],
  [
    'a channel of directives without issuers',
    (p) => put(nth(p.directiveChannels ?? [], 0), 'issuers', []),
    ['directiveChannels.0.issuers shape.invalid'],
  ],
  [
    'people who take a time that nobody can read',
    (p) => put(nth(p.simulation?.tiers ?? [], 1), 'accepts', 'a while'),
    ['simulation.tiers.1.accepts limit.unreadable'],
  ],
  [
    'a tier whose people have no behaviour',
    (p) => p.simulation?.tiers.pop(),
    ['simulation.tiers simulation.tier-missing'],
  ],
  [
    'a tier with two behaviours',
    (p) => p.simulation?.tiers.push(nth(p.simulation.tiers, 0)),
    ['simulation.tiers.4 simulation.tier-twice'],
  ],
  [
    'a simulation in which nothing ever happens',
    (p) => put(p.simulation!.arrivals, 'hours', Array(24).fill(0)),
    ['simulation.arrivals.hours simulation.no-arrivals'],
  ],
  ['a day of 23 hours', (p) => p.simulation?.arrivals.hours.pop(), ['simulation.arrivals.hours shape.invalid']],
  [
    'more matters of two kinds than there are',
    (p) => put(p.simulation!.matters, 'shared', 0.95),
    ['simulation.matters simulation.shares'],
  ],
  [
    'a published figure that nothing counts',
    (p) => put(nth(p.simulation?.published ?? [], 0), 'figure', 'happiness'),
    ['simulation.published.0.figure shape.not-allowed'],
  ],
  ['a duty with a dot', (p) => put(nth(p.admissions, 0), 'code', 'a.b'), ['admissions.0.code shape.syntax']],
  ['a duty with a space', (p) => put(nth(p.admissions, 0), 'code', 'a b'), ['admissions.0.code shape.syntax']],
  ['a duty with a wildcard', (p) => put(nth(p.admissions, 0), 'code', 'a-*'), ['admissions.0.code shape.syntax']],
  ['a step with a greater-than sign', (p) => put(nth(p.steps, 0), 'code', '>'), ['steps.0.code shape.syntax']],
  ['an unknown parent', (p) => put(nth(p.areas, 1), 'parent', '110199'), ['areas.1.parent area.unknown-parent']],
  [
    'areas that lie in each other',
    (p) => put(nth(p.areas, 1), 'parent', '522730001001'),
    ['areas.1.parent area.cycle', 'areas.3.parent area.cycle'],
  ],
  [
    'an area outside the tree',
    (p) => drop(nth(p.areas, 1), 'parent'),
    ['areas.1.parent area.orphan', 'areas.1.dispatchingUnit district.no-centre'],
  ],
  [
    'an area code of 7 digits',
    (p) => p.areas.push({ ...nth(p.areas, 1), code: '5227303' }),
    ['areas.5.code area.code', 'areas.5.dispatchingUnit area.foreign-dispatching-unit'],
  ],
  ['an area twice', (p) => p.areas.push(nth(p.areas, 4)), ['areas.5 area.duplicate']],
  [
    'an area without dispatching unit',
    (p) => drop(nth(p.areas, 4), 'dispatchingUnit'),
    ['areas.4.dispatchingUnit shape.missing'],
  ],
  [
    'a dispatching unit that does not exist',
    (p) => put(nth(p.areas, 4), 'dispatchingUnit', 'nobody'),
    ['areas.4.dispatchingUnit area.no-dispatching-unit'],
  ],
  [
    'a dispatching unit from elsewhere',
    (p) => put(nth(p.areas, 4), 'dispatchingUnit', '522730001-room'),
    ['areas.4.dispatchingUnit area.foreign-dispatching-unit'],
  ],
  ['an office that does not exist', (p) => put(nth(p.areas, 4), 'office', 'nobody'), ['areas.4.office area.no-office']],
  [
    'the office of another area',
    (p) => put(nth(p.areas, 4), 'office', '522730001-room'),
    ['areas.4.office area.foreign-office'],
  ],
  [
    'a centre for an office',
    (p) => put(nth(p.areas, 0), 'office', '522730-centre'),
    ['areas.0.office area.office-is-centre'],
  ],
  [
    'a district that is no area',
    (p) => put(p.district, 'code', '110102'),
    ['areas.0.parent area.orphan', 'district.code district.no-area'],
  ],
  ['a unit in no area', (p) => put(nth(p.units, 4), 'area', '99'), ['units.4.area unit.unknown-area']],
  ['a unit below nobody', (p) => put(nth(p.units, 4), 'parent', 'nobody'), ['units.4.parent unit.unknown-parent']],
  ['a unit twice', (p) => p.units.push(nth(p.units, 4)), ['units.11 unit.duplicate']],
  ['a grid unit of a higher tier', (p) => put(nth(p.units, 7), 'tier', 'village'), ['units.7.tier unit.tier']],
  [
    'a unit without an active member',
    (_, s) => put(nth(s.staff, 4), 'active', false),
    ['units.4 unit.no-active-member'],
  ],
  [
    'staff of an unknown unit',
    (_, s) => nth(s.staff, 4).memberships.push({ unit: 'nobody', roles: ['member'] }),
    ['staff.4.memberships.1.unit staff.unknown-unit'],
  ],
  ['a person twice', (_, s) => s.staff.push(nth(s.staff, 4)), ['staff.11 staff.duplicate']],
  [
    'nobody who may approve a whistle',
    (_, s) => put(nth(nth(s.staff, 2).memberships, 0), 'roles', ['member']),
    ['whistles.0.approvers whistle.no-approver'],
  ],
  [
    'a grid in no area',
    (p) => put(nth(p.grids, 0), 'area', '522730001009'),
    ['grids.0.area grid.unknown-area', 'grids.0.code grid.code'],
  ],
  [
    'a grid without a unit',
    (p) => p.units.splice(9, 1),
    ['grids.2 grid.no-unit', 'staff.9.memberships.0.unit staff.unknown-unit'],
  ],
  [
    'micro-grids that overlap',
    (p) => {
      for (const code of ['52273000100100101', '52273000100100102']) {
        p.grids.push({ ...nth(p.grids, 0), code });
        p.units.push({ ...nth(p.units, 7), code });
      }
    },
    ['grids.4.box grid.overlap', 'units.11 unit.no-active-member', 'units.12 unit.no-active-member'],
  ],
  [
    'polygons drawn twice',
    (p) => p.grids.forEach((grid) => (drop(grid, 'box'), put(grid, 'geometry', square(0, 1)))),
    ['grids.1.geometry grid.overlap', 'grids.2.geometry grid.overlap', 'grids.2.geometry grid.overlap'],
  ],
  [
    'a polygon over a part of a box',
    (p) => (drop(nth(p.grids, 0), 'box'), put(nth(p.grids, 0), 'geometry', square(0, 1.02))),
    ['grids.1.box grid.overlap'],
  ],
  ['overlapping boxes', (p) => put(nth(p.grids, 0), 'box', [0, 0, 1.5, 1]), ['grids.1.box grid.overlap']],
  ['an empty box', (p) => put(nth(p.grids, 0), 'box', [1, 0, 1, 1]), ['grids.0.box grid.empty-box']],
  [
    'a box and a geometry',
    (p) =>
      put(nth(p.grids, 0), 'geometry', {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      }),
    ['grids.0 grid.two-shapes'],
  ],
  [
    'a successor of nothing',
    (p) => put(p, 'successors', [{ to: GRID }, { grid: GONE, unit: GONE, to: GRID }]),
    ['successors.0 successor.of', 'successors.1 successor.of'],
  ],
  [
    'a successor of what is still there',
    (p) =>
      put(p, 'successors', [
        { grid: GRID, to: OTHER_GRID },
        { unit: WATER, to: GRID },
      ]),
    ['successors.0.grid successor.not-gone', 'successors.1.unit successor.not-gone'],
  ],
  [
    'a successor that does not exist',
    (p) =>
      put(p, 'successors', [
        { grid: GONE, to: '522730001001077' },
        { unit: 'gone', to: 'nobody' },
      ]),
    ['successors.0.to successor.unknown', 'successors.1.to successor.unknown'],
  ],
  [
    'two successors of one grid',
    (p) =>
      put(p, 'successors', [
        { grid: GONE, to: GRID },
        { grid: GONE, to: OTHER_GRID },
      ]),
    ['successors.1 successor.duplicate'],
  ],
  [
    'successors in a circle',
    (p) =>
      put(p, 'successors', [
        { grid: GONE, to: '522730001001077' },
        { grid: '522730001001077', to: GONE },
        { unit: 'gone', to: 'gone-too' },
        { unit: 'gone-too', to: 'gone' },
      ]),
    [0, 1, 2, 3].map((index) => `successors.${index}.to successor.cycle`),
  ],
  ['a category of no class', (p) => put(nth(p.majors, 0), 'code', '02'), ['categories.0.code category.unknown-major']],
  [
    'a category of no department',
    (p) => put(nth(p.categories, 0), 'department', '522730-centre'),
    ['categories.0.department category.unknown-department'],
  ],
  [
    'notices that cannot be meant',
    (p) =>
      put(p, 'holidayNotices', [
        notice,
        { ...notice, breaks: [{ ...off, to: '2027-01-31', makeUpDays: ['2027-02-01'] }] },
      ]),
    [
      'holidayNotices.1 calendar.notice-twice',
      'holidayNotices.1.breaks.0.makeUpDays.0 calendar.notice',
      'holidayNotices.1.breaks.0 calendar.notice',
    ],
  ],
  [
    'a notice without holidays',
    (p) => put(p, 'holidayNotices', [{ year: 2027, published: '2026-11-04' }]),
    ['holidayNotices.0.breaks shape.missing'],
  ],
  [
    'a table’s name for a unit that is no department',
    (p) => put(p, 'standardsImport', { departments: [{ name: '局', unit: '522730-centre' }] }),
    ['standardsImport.departments.0.unit category.unknown-department'],
  ],
  [
    'a bare day that is no unit',
    (p) => put(p, 'standardsImport', { bareDay: 'day' }),
    ['standardsImport.bareDay shape.not-allowed'],
  ],
  [
    'a standard of no category',
    (p) => put(nth(p.standards, 0), 'category', '0199'),
    ['standards.0.category standard.unknown-category'],
  ],
  ['a filing condition twice', (p) => p.standards.push(nth(p.standards, 0)), ['standards.3 standard.duplicate']],
  [
    'a standard that says otherwise what another says of the same condition',
    (p) => put(nth(p.standards, 2), 'name', nth(p.standards, 0).name),
    ['standards.2 standard.contradiction'],
  ],
  [
    'an emergency that may take longer than an ordinary matter',
    (p) => put(nth(nth(p.standards, 1).stages, 0), 'limit', '5 emergency-hour'),
    ['standards.1 standard.contradiction'],
  ],
  [
    'a limit in days of no kind',
    (p) => put(nth(nth(p.standards, 0).stages, 0), 'limit', '2 天'),
    ['standards.0.stages.0.limit limit.unreadable'],
  ],
  ['a bare number as a limit', (p) => put(p, 'ratingWindow', '7'), ['ratingWindow limit.unreadable']],
  ['a limit of nothing', (p) => put(p, 'returnWindow', '0 work-hour'), ['returnWindow limit.unreadable']],
  ['a route to nowhere', (p) => put(nth(p.routes, 0), 'waitsFor', 'nobody'), ['routes.0.waitsFor route.to-nowhere']],
  ['a route to two places', (p) => put(nth(p.routes, 2), 'unit', '522730-water'), ['routes.2 route.target']],
  [
    'a route that gives the centre an order',
    (p) => put(nth(p.routes, 2), 'grade', 'district'),
    ['routes.2.grade route.to-centre'],
  ],
  [
    'a route to a grade that no area has',
    (p) => put(nth(p.routes, 2), 'grade', 'county'),
    ['routes.2.grade route.to-nowhere'],
  ],
  [
    'a route for an unknown category',
    (p) => put(nth(p.routes, 0), 'when', { categories: ['07'] }),
    ['routes.0.when.categories.0 route.unknown-categories'],
  ],
  [
    'a route that looks for words nobody listed',
    (p) => put(nth(p.routes, 0), 'when', { words: ['burst'] }),
    ['routes.0.when.words.0 route.unknown-words'],
  ],
  [
    'a list of words twice',
    (p) => put(p, 'wordLists', [list('burst', '爆管'), list('burst', '漏水')]),
    ['wordLists.1 word-list.duplicate'],
  ],
  ['a word of one character', (p) => put(p, 'wordLists', [list('burst', '水')]), ['wordLists.0.words.0 shape.invalid']],
  ['a word of spaces', (p) => put(p, 'wordLists', [list('burst', '   ')]), ['wordLists.0.words.0 shape.syntax']],
  [
    'a word as long as a sentence',
    (p) => put(p, 'wordLists', [list('burst', '水'.repeat(21))]),
    ['wordLists.0.words.0 shape.invalid'],
  ],
  [
    'more words than a report is searched for',
    (p) => put(p, 'wordLists', [{ code: 'burst', words: Array.from({ length: 101 }, (_, n) => `word ${n}`) }]),
    ['wordLists.0.words shape.invalid'],
  ],
  [
    'a route whose hours nobody can read',
    (p) => put(nth(p.routes, 0), 'when', { hours: { from: '25:00', to: '08:00' } }),
    ['routes.0.when.hours.from shape.syntax'],
  ],
  [
    'a route that names a person of another unit',
    (p) => Object.assign(nth(p.routes, 1), { person: 'p-0' }),
    ['routes.1.person route.person-not-in-unit'],
  ],
  [
    'a route that names a person who sits in one of its units only',
    (p) => Object.assign(nth(p.routes, 1), { person: memberOf('522730001-room') }),
    ['routes.1.person route.person-not-in-unit'],
  ],
  [
    'a route that names somebody who has left',
    (p, s) => {
      Object.assign(nth(p.routes, 1), { when: { areas: ['522730001'] }, person: memberOf('522730001-room') });
      const id = memberOf('522730001-room');
      s.staff.push({ ...found(s, id), id: 'p-new' });
      Object.assign(found(s, id), { active: false });
    },
    ['routes.1.person route.person-not-in-unit'],
  ],
  [
    'a person without a unit',
    (p) => Object.assign(nth(p.routes, 0), { person: 'p-0' }),
    ['routes.0.person route.person-without-unit'],
  ],
  ['routes that do not always fit', (p) => p.routes.pop(), ['routes route.no-default']],
  ['a route nobody reaches', (p) => p.routes.reverse(), ['routes.1 route.unreachable', 'routes.2 route.unreachable']],
  [
    'limits of a verification that nobody can read',
    (p) => Object.assign(nth(p.clocks, 2), { limit: 'soon', emergencyLimit: '0 work-hour', overdueAfter: '1 week' }),
    [
      'clocks.2.limit limit.unreadable',
      'clocks.2.emergencyLimit limit.unreadable',
      'clocks.2.overdueAfter limit.unreadable',
    ],
  ],
  ['a clock without limit', (p) => drop(nth(p.clocks, 0), 'limit'), ['clocks.0.limit clock.no-limit']],
  [
    'no limit for accepting an order, whatever else has one',
    (p) => put(p, 'clocks', [...p.clocks.filter(({ kind }) => kind !== 'accept'), { kind: 'dispatch', limit: SOON }]),
    ['clocks clock.missing'],
  ],
  ['no clock at all', (p) => put(p, 'clocks', []), ['clocks clock.missing']],
  [
    'limits of a tier that nobody can read, or of which two hold',
    (p) =>
      put(p, 'tierLimits', [
        { tier: 'village', limit: 'soon' },
        { tier: 'village', limit: SOON },
      ]),
    ['tierLimits.1 tier-limit.duplicate', 'tierLimits.0.limit limit.unreadable'],
  ],
  [
    'a time for reopening that nobody can read',
    (p) => put(p, 'reopenWindow', 'a month'),
    ['reopenWindow limit.unreadable'],
  ],
  [
    'a whistle for anything but a problem, joint enforcement or an emergency [whistle 2]',
    (p) => put(nth(p.whistles, 0), 'nature', 'party'),
    ['whistles.0.nature shape.not-allowed'],
  ],
  [
    'an emergency whose approval waits for the office [whistle 6]',
    (p) => Object.assign(nth(p.whistles, 0), { nature: 'emergency', approvalLimit: '1 work-hour' }),
    ['whistles.0.approvalLimit whistle.emergency-slow'],
  ],
  [
    'an emergency whose approval takes hours [whistle 6]',
    (p) => Object.assign(nth(p.whistles, 0), { nature: 'emergency', approvalLimit: '2 emergency-hour' }),
    ['whistles.0.approvalLimit whistle.emergency-slow'],
  ],
  [
    'a whistle kind without limits',
    (p) => drop(nth(p.whistles, 0), 'approvalLimit'),
    ['whistles.0.approvalLimit shape.missing'],
  ],
  [
    'a whistle limit that cannot be read',
    (p) => put(nth(p.whistles, 0), 'reportInLimit', 'soon'),
    ['whistles.0.reportInLimit limit.unreadable'],
  ],
  [
    'office hours that overlap',
    (p) => p.calendar.officeHours.push({ from: '16:00', to: '18:00' }),
    ['calendar.officeHours.1 calendar.office-hours'],
  ],
  [
    'an escalation of no event',
    (p) => put(nth(p.escalations, 0), 'on', 'order.bored'),
    ['escalations.0.on escalation.unknown-event'],
  ],
  ['a step that is no act', (p) => put(nth(p.steps, 0), 'act', 'order.dance'), ['steps.0.act step.unknown-act']],
  [
    'weights that are not 100',
    (p) => put(nth(nth(p.plans, 0).indicators, 0), 'weight', 90),
    ['plans.0.indicators plan.weights'],
  ],
  [
    'an indicator over a field that no fact has',
    (p) => put(nth(nth(p.plans, 0).indicators, 0).numerator, 'where', { punctual: true }),
    ['plans.0.indicators.0.numerator.where.punctual plan.unknown-field'],
  ],
  [
    'thresholds that rise',
    (p) => nth(p.plans, 0).thresholds.push({ code: 'x', name: { zh: '甲', en: 'A' }, from: 60 }),
    ['plans.0.thresholds.1.from plan.thresholds', 'plans.0.thresholds plan.thresholds'],
  ],
  [
    'weights of less than a hundredth of a point [plan 1]',
    (p) => put(nth(nth(p.plans, 0).indicators, 0), 'weight', 99.999),
    ['plans.0.indicators.0.weight plan.points', 'plans.0.indicators plan.weights'],
  ],
  [
    'values that no fact has [plan 2]',
    (p) => {
      const { numerator, denominator } = nth(nth(p.plans, 0).indicators, 0);
      put(numerator, 'where', {
        resolvedOnTime: 'yes',
        major: ['01', '77'],
        category: '0102',
        role: 'helper',
        round: 'one',
      });
      put(denominator, 'value', { field: 'severity', counts: { normal: 1, urgent: 0.5 } });
    },
    [
      'plans.0.indicators.0.numerator.where.resolvedOnTime plan.unknown-value',
      'plans.0.indicators.0.numerator.where.major plan.unknown-value',
      'plans.0.indicators.0.numerator.where.role plan.unknown-value',
      'plans.0.indicators.0.numerator.where.round plan.unknown-value',
      'plans.0.indicators.0.denominator.value.counts.urgent plan.unknown-value',
    ],
  ],
  [
    'call-backs by the reporter: what they say unasked is a rating [plan 2]',
    (p) => {
      const indicator = nth(nth(p.plans, 0).indicators, 0);
      put(indicator, 'numerator', { facts: 'call-back', where: { by: 'reporter' } });
      put(indicator, 'denominator', { facts: 'rating', where: { effective: true } });
    },
    [
      'plans.0.indicators.0.numerator.where.by plan.unknown-value',
      'plans.0.indicators.0.denominator.where.effective plan.unknown-field',
    ],
  ],
  [
    'a rate of two scopes, and scopes that facts do not have',
    (p) => {
      const indicator = nth(nth(p.plans, 0).indicators, 0);
      put(indicator, 'numerator', { facts: 'ticket', of: 'unit' });
      put(indicator, 'denominator', { facts: 'summons', of: 'area' });
    },
    [
      'plans.0.indicators.0.numerator.of plan.scope',
      'plans.0.indicators.0.denominator.of plan.scope',
      'plans.0.indicators.0 plan.scope',
    ],
  ],
  [
    'a numerator that the denominator does not contain [plan 6]',
    (p) => {
      const plan = nth(p.plans, 0);
      const rate = { ...nth(plan.indicators, 0), weight: 25 };
      const of = (code: string, numerator: object, denominator: object) => ({ ...rate, code, numerator, denominator });
      put(plan, 'indicators', [
        of('kinds', { facts: 'summons' }, { facts: 'order' }),
        of('unasked', { facts: 'order', where: { resolvedOnTime: true } }, { facts: 'order', where: { redone: true } }),
        of(
          'wider',
          { facts: 'order', where: { returned: [true, false] } },
          { facts: 'order', where: { returned: true } },
        ),
        of('heavier', { facts: 'order' }, { facts: 'order', value: { field: 'severity', counts: { normal: 0.5 } } }),
      ]);
    },
    [0, 1, 2, 3].map((index) => `plans.0.indicators.${index}.numerator plan.not-contained`),
  ],
  [
    'values that a list, recounted, would not give',
    (p) => {
      const { numerator } = nth(nth(p.plans, 0).indicators, 0);
      put(numerator, 'value', { field: 'severity', counts: { normal: 0.33333, emergency: 0.3333 } });
    },
    ['plans.0.indicators.0.numerator.value.counts.normal plan.counts'],
  ],
  [
    'a plan of which parts are wrong in shape, and others in what they say: all in one list',
    (p) => {
      const plan = nth(p.plans, 0);
      const [rate] = plan.indicators;
      drop(nth(plan.thresholds, 0).name, 'en');
      put(plan, 'units', ['522730-nowhere']);
      put(plan, 'appealWindow', 'soon');
      put(plan, 'indicators', [
        {
          ...rate,
          weight: 60.001,
          numerator: { facts: 'mood' },
          denominator: { facts: 'order', where: { lucky: true } },
        },
        { ...rate, weight: 50, denominator: { facts: 'order', where: { redone: true } } },
      ]);
      put(plan, 'adjustments', [{ code: 'x', kind: 'bonus', measure: { facts: 'order' }, each: 2, cap: 1 }]);
    },
    [
      'plans.0.indicators.0.numerator.facts shape.not-allowed',
      'plans.0.adjustments.0.name shape.missing',
      'plans.0.thresholds.0.name.en shape.missing',
      'plans.0.indicators.0.weight plan.points',
      'plans.0.indicators plan.weights',
      'plans.0.appealWindow limit.unreadable',
      'plans.0.units.0 plan.unknown-unit',
      'plans.0.indicators.1 plan.duplicate-indicator',
      'plans.0.indicators.0.denominator.where.lucky plan.unknown-field',
      'plans.0.indicators.1.numerator plan.not-contained',
      'plans.0.adjustments.0.cap plan.cap',
    ],
  ],
  [
    'facts of a kind that is none',
    (p) => put(nth(nth(p.plans, 0).indicators, 0).numerator, 'facts', 'mood'),
    ['plans.0.indicators.0.numerator.facts shape.not-allowed'],
  ],
  [
    'units that are not there, or that the plan does not score',
    (p) => put(nth(p.plans, 0), 'units', ['522730-water', '522730-nowhere', '522730001-room']),
    ['plans.0.units.1 plan.unknown-unit', 'plans.0.units.2 plan.other-unit'],
  ],
  [
    'a plan of staff beside units, and one that counts what nobody answers for in person [plan 5]',
    (p) => {
      const plan = nth(p.plans, 0);
      put(plan, 'subjects', ['staff', 'department']);
      const indicator = nth(plan.indicators, 0);
      put(indicator, 'numerator', { facts: 'summons', of: 'person' });
      put(indicator, 'denominator', { facts: 'ticket' });
      put(plan, 'adjustments', [
        { code: 'r', name: { zh: '甲', en: 'A' }, kind: 'bonus', measure: { facts: 'order' }, each: 1, cap: 1 },
      ]);
    },
    [
      'plans.0.subjects plan.mixed-subjects',
      'plans.0.indicators.0.numerator.facts plan.no-person',
      'plans.0.indicators.0.denominator.facts plan.no-person',
      'plans.0.adjustments.0.measure.of plan.scope',
      'plans.0.indicators.0 plan.scope',
    ],
  ],
  [
    'a plan of units that counts persons [plan 5]',
    (p) => {
      const { numerator, denominator } = nth(nth(p.plans, 0).indicators, 0);
      for (const measure of [numerator, denominator]) put(measure, 'of', 'person');
    },
    ['plans.0.indicators.0.numerator.of plan.scope', 'plans.0.indicators.0.denominator.of plan.scope'],
  ],
  ['a plan of nobody', (p) => put(nth(p.plans, 0), 'tiers', ['grid']), ['plans.0.subjects plan.nobody']],
  [
    'rules of points that cannot be',
    (p) => {
      const rule = {
        code: 'on-time',
        name: { zh: '甲', en: 'A' },
        kind: 'bonus',
        measure: { facts: 'order' },
      } as const;
      put(nth(p.plans, 0), 'adjustments', [
        { ...rule, each: 2, cap: 1 },
        { ...rule, code: 'luck', measure: { facts: 'order', where: { lucky: true } }, each: 0.005, cap: 5 },
      ]);
    },
    [
      'plans.0.adjustments.1.each shape.out-of-range',
      'plans.0.adjustments.0 plan.duplicate-indicator',
      'plans.0.adjustments.0.cap plan.cap',
      'plans.0.adjustments.1.measure.where.lucky plan.unknown-field',
      'plans.0.adjustments.1.each plan.points',
    ],
  ],
];

const gone = { grid: GONE, to: '522730001001077' };

/** What people read of the bad input that is told of most often. */
const told: [what: string, change: Change, text: string][] = [
  [
    'an area that lies in itself',
    (p) => put(nth(p.areas, 1), 'parent', '522730001001'),
    'areas.1.parent: 522730001 lies below itself',
  ],
  [
    'an orphan',
    (p) => drop(nth(p.areas, 4), 'parent'),
    'areas.4.parent: 522730002001 lies in no area and is not the district',
  ],
  [
    'an area in an area that is not there',
    (p) => put(nth(p.areas, 4), 'parent', '1'),
    'areas.4.parent: there is no area 1',
  ],
  [
    'grids that overlap',
    (p) => put(nth(p.grids, 0), 'box', [0, 0, 1.5, 1]),
    'grids.1.box: 522730001001002 overlaps 522730001001001',
  ],
  [
    'polygons that overlap',
    (p) => p.grids.slice(0, 2).forEach((grid, n) => (drop(grid, 'box'), put(grid, 'geometry', square(n * 0.9, 1.9)))),
    'grids.1.geometry: 522730001001002 overlaps 522730001001001 by 100 % of the smaller one',
  ],
  [
    'a unit without an active member',
    (_, s) => put(nth(s.staff, 4), 'active', false),
    'units.4: 522730001-desk-order has no active member',
  ],
  [
    'a condition with two limits',
    (p) => put(nth(p.standards, 2), 'name', nth(p.standards, 0).name),
    'standards.2: slow has another limit in slow',
  ],
  [
    'a ladder on which no order can be issued',
    (p) => put(p, 'clocks', []),
    'clocks: there is no clock accept: without its limit no order can be issued',
  ],
  [
    'a slow emergency',
    (p) => put(nth(nth(p.standards, 1).stages, 0), 'limit', '5 emergency-hour'),
    'standards.1: an emergency may take longer than illegal, which is none',
  ],
  [
    'a successor that is not there',
    (p) => put(p, 'successors', [gone]),
    'successors.0.to: there is no grid 522730001001077, and nobody took over from it',
  ],
  [
    'a successor of itself',
    (p) => put(p, 'successors', [{ ...gone, to: GONE }]),
    'successors.0.to: the way from 522730001001099 comes back to it',
  ],
];

test('the schemas of the documents are JSON Schemas', () => {
  const dialect = new Ajv2020({ strictTypes: false, strictTuples: false });
  for (const schema of [profileSchema, staffSchema]) expect(dialect.validateSchema(schema)).toBe(true);
});

describe('a profile', () => {
  it('is right when its parts fit together', () => {
    expect(validateProfile(sampleProfile(), sampleStaff())).toEqual([]);
    expect(readProfile(sampleProfile(), sampleStaff()).district).toBe('522730');
  });

  it('may have surveyed neighbours that cross each other’s sides by a sliver', () => {
    const crossing: Change = (p) => {
      drop(nth(p.grids, 0), 'box');
      put(nth(p.grids, 0), 'geometry', square(0, 1.005));
    };
    expect(problemsAfter(crossing)).toEqual([]);
  });

  it.each(wrong)('is refused with %s', (_what, change, expected) => {
    expect(problemsAfter(change)).toEqual(expected);
  });

  it.each(told)('says what is wrong with %s', (_what, change, text) => {
    const [profile, staff] = [sampleProfile(), sampleStaff()];
    change(profile, staff);
    expect(validateProfile(profile, staff).map(({ field, message }) => `${field}: ${message}`)).toContain(text);
  });

  it('is refused with all of ten problems at once', () => {
    const tenThings: Change = (p, s) => {
      put(nth(p.areas, 1), 'parent', '110199');
      put(nth(p.units, 4), 'area', '99');
      put(nth(p.grids, 0), 'box', [0, 0, 1.5, 1]);
      put(nth(p.standards, 0), 'category', '0199');
      put(nth(nth(p.standards, 1).stages, 0), 'limit', 'soon');
      put(nth(p.routes, 0), 'waitsFor', 'nobody');
      put(nth(nth(p.plans, 0).indicators, 0), 'weight', 90);
      put(nth(p.admissions, 0), 'code', 'a.*');
      drop(nth(p.whistles, 0), 'reportInLimit');
      put(nth(s.staff, 5), 'active', false);
    };
    expect(problemsAfter(tenThings).sort()).toEqual([
      'admissions.0.code shape.syntax',
      'areas.1.parent area.unknown-parent',
      'grids.1.box grid.overlap',
      'plans.0.indicators plan.weights',
      'routes.0.waitsFor route.to-nowhere',
      'standards.0.category standard.unknown-category',
      'standards.1.stages.0.limit limit.unreadable',
      'units.4.area unit.unknown-area',
      'units.5 unit.no-active-member',
      'whistles.0.reportInLimit shape.missing',
    ]);
  });

  it.each([[null], [[]], ['{}'], [7], [undefined]])('is refused when it is %j', (document) => {
    expect(() => readProfile(document)).toThrow(expect.objectContaining({ code: 'profile.invalid' }));
  });

  it('is refused without throwing anything else when every part is of the wrong type', () => {
    const nonsense = Object.fromEntries(Object.keys(sampleProfile()).map((part) => [part, [null, 3, 'x', [], {}]]));
    expect(validateProfile(nonsense, { staff: [null] }).length).toBeGreaterThan(20);
    const empty = Object.fromEntries(Object.keys(sampleProfile()).map((part) => [part, null]));
    expect(validateProfile(empty, { staff: null }).length).toBeGreaterThan(20);
  });
});
