import type { Plan, ProfileDocument } from '@gridwhistle/registry';
import type { Recorded } from '@gridwhistle/testing/redelivery';
import { smallDistrict, WATER } from '@gridwhistle/testing/small-district';
import { Month, type Course } from './month.js';

/** A category of the components' table, whose majors are moved past those of the events. */
const COMPONENT = '2101';
const [DUE, LATER] = ['2016-12-20T09:00:00Z', '2017-01-10T09:00:00Z'];
const DONE: Course = { onTime: true, end: 'closed' };
const LATE: Course = { onTime: false, end: 'closed' };
const OPEN: Course = { onTime: false };
const component = (course: Course): Course => ({ ...course, category: COMPONENT });

/** So many matters of a course. */
type Share = readonly [times: number, course: Course];

const filed: readonly Share[] = [
  [731, DONE],
  [171, LATE],
  [54, OPEN],
  [6, component(DONE)],
  [3, component(LATE)],
  [7, component(OPEN)],
  [10, { dueAt: LATER }],
  [8, { extendedTo: LATER }],
  [6, { suspendedUntil: '2017-02-01T01:00:00Z' }],
];
const unfiled: readonly Share[] = [
  [40, { filed: false, end: 'dropped' }],
  [18, { filed: false }],
];

/** December 2016 as Tianmen published it: 1054 accepted, 996 filed, 972 due, 911 closed, 737 of them on time. */
export function december(): readonly Recorded[] {
  const month = new Month(new Date('2016-12-01T01:00:00Z'));
  for (const [times, course] of [...filed, ...unfiled]) {
    for (let nth = 0; nth < times; nth += 1) month.matter({ dueAt: DUE, ...course });
  }
  return month.events;
}

const due = { facts: 'ticket', where: { suspended: false } } as const;
const name = (text: string) => ({ zh: text, en: text });
const rate = (code: string, weight: number, numerator: Plan['indicators'][number]['numerator'], denominator: object) =>
  ({ code, name: name(code), weight, numerator, denominator, better: 'high' }) as Plan['indicators'][number];
const ofMajor = (major: string) => ({ facts: 'ticket', where: { ...due.where, major } }) as const;
const closed = (major: string) => ({ facts: 'ticket', where: { ...due.where, closed: true, major } }) as const;
const judged = { facts: 'order', of: 'area', where: { resolvedOnTime: [true, false] } };

/** What Tianmen published, as a plan for the whole city. */
export const TIANMEN: Plan = {
  code: 'city-monthly',
  name: name('City'),
  period: 'month',
  subjects: ['centre'],
  indicators: [
    rate('filing', 10, { facts: 'report', where: { filed: true } }, { facts: 'report' }),
    rate('closing', 20, { facts: 'ticket', where: { ...due.where, closed: true } }, due),
    rate('on-time', 30, { facts: 'ticket', where: { ...due.where, closed: true, onTime: true } }, due),
    rate('events', 10, closed('01'), ofMajor('01')),
    rate('components', 10, closed('21'), ofMajor('21')),
    rate('orders', 20, { facts: 'order', of: 'area', where: { resolvedOnTime: true } }, judged),
  ],
  thresholds: [{ code: 'all', name: name('All'), from: 0 }],
  proposalCap: 0,
};

export function city(): ProfileDocument {
  const document = smallDistrict();
  return {
    ...document,
    majors: [...document.majors, { code: '21', name: name('Components') }],
    categories: [...document.categories, { code: COMPONENT, name: name('Manhole cover'), department: WATER }],
    plans: [TIANMEN],
  };
}

/** The same month, one event of which says something else. */
export function altered(events: readonly Recorded[], type: string, data: object): Recorded[] {
  const nth = events.findIndex(({ envelope }) => envelope.type === type);
  return events.map((each, index) => {
    if (index !== nth) return each;
    return { ...each, envelope: { ...each.envelope, data: { ...(each.envelope.data as object), ...data } } };
  });
}
