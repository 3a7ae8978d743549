import { Profile, type Route } from '@gridwhistle/registry';
import { GRID, ROOM, smallDistrict } from '@gridwhistle/testing/small-district';
import { Scene } from '../../test/scene.js';
import { assign } from './assigning.js';
import type { Report } from './opening.js';

const name = (text: string) => ({ zh: text, en: text });
const at = (local: string) => new Date(`${local}+08:00`);

/** The small district, office hours 09:00 to 17:00, with one route before all others; the scene is on a Monday at nine. */
function sceneWith(first: Pick<Route, 'when'> & Partial<Route>, report: Partial<Report> = {}): Scene {
  const small = smallDistrict();
  const route = { id: 'first', why: name('First of all'), ...first };
  return new Scene(report, 0, new Profile({ ...small, routes: [route, ...small.routes] }));
}

describe('a matter is routed', () => {
  const afterHours = { when: { officeHours: false }, grade: 'township' } as const;

  it('by the time of its report, however late that is heard of [routing 2]', () => {
    const heardOnMonday = sceneWith(afterHours, { reportedAt: at('2026-03-01T23:00') });
    expect(heardOnMonday.last('ticket.assigned')).toMatchObject({ rule: 'first', unit: ROOM });
    const reportedOnMonday = sceneWith(afterHours);
    expect(reportedOnMonday.last('ticket.assigned')).toMatchObject({ rule: 'default-grid', unit: GRID });
  });

  it('by the time of the act where the dispatching unit has it routed later [routing 2]', () => {
    const waiting = sceneWith(afterHours, { grid: undefined, reportedAt: at('2026-03-01T23:00') });
    waiting.then(assign(waiting.matter, { grid: GRID }, waiting.context()));
    expect(waiting.last('ticket.assigned')).toMatchObject({ rule: 'default-grid', unit: GRID });
    const late = sceneWith(afterHours, { grid: undefined }).wait(12);
    late.then(assign(late.matter, { grid: GRID }, late.context()));
    expect(late.last('ticket.assigned')).toMatchObject({ rule: 'first', unit: ROOM });
  });
});
