import { Profile, type Route } from '@gridwhistle/registry';
import { BRANCH, CATEGORY, CENTRE, GRID, ROOM, smallDistrict, WATER } from '@gridwhistle/testing/small-district';
import { Scene } from '../../test/scene.js';
import { assign } from './assigning.js';
import type { Report } from './opening.js';

const name = (text: string) => ({ zh: text, en: text });
const at = (local: string) => new Date(`${local}+08:00`);

type First = Pick<Route, 'when'> & Partial<Route>;

/** The small district, office hours 09:00 to 17:00, with one route before all others; the scene is on a Monday at nine. */
function sceneWith(first: First, report: Partial<Report> = {}): Scene {
  const small = smallDistrict();
  const route = { id: 'first', why: name('First of all'), ...first };
  return new Scene(report, 0, new Profile({ ...small, routes: [route, ...small.routes] }));
}

describe('a ticket keeps', () => {
  const burst: First = { when: { words: ['burst'] }, grade: 'township' };

  it('which route sent it where, why, and what was asked [routing 3]', () => {
    const { routing } = sceneWith(burst, { wordLists: ['burst'] }).matter.ticket;
    expect(routing).toMatchObject({ rule: 'first', why: name('First of all'), unit: ROOM });
    expect(routing?.asked).toEqual({
      category: CATEGORY,
      grid: GRID,
      severity: 'normal',
      hardCase: false,
      wordLists: ['burst'],
      at: '2026-03-02T01:00:00.000Z',
    });
  });

  it('why it waits, and then what sent it on: the words that intake found count still [routing 3]', () => {
    const waiting = sceneWith(burst, { wordLists: ['burst'], grid: undefined });
    expect(waiting.matter.ticket).toMatchObject({ rule: null, routing: { rule: 'no-grid', waitsFor: CENTRE } });
    waiting.wait(1).then(assign(waiting.matter, { grid: GRID }, waiting.context()));
    expect(waiting.matter.ticket).toMatchObject({ rule: 'first', routing: { rule: 'first', unit: ROOM } });
    expect(waiting.matter.ticket.routing?.asked.at).toBe('2026-03-02T02:00:00.000Z');
  });

  it('what the routes said where the dispatching unit decided otherwise [routing 3]', () => {
    const waiting = sceneWith(burst, { grid: undefined });
    waiting.then(assign(waiting.matter, { grid: GRID, unit: WATER }, waiting.context()));
    expect(waiting.matter.ticket).toMatchObject({ rule: 'dispatcher', routing: { rule: 'no-grid', waitsFor: CENTRE } });
  });
});

describe('a route that has units of the place told', () => {
  const told: First = { when: { severities: ['emergency'] }, grade: 'township', inform: ['village', 'grid'] };

  it('sends an emergency to the township, and the village and the grid know of it [up 4]', () => {
    const scene = sceneWith(told, { severity: 'emergency' });
    expect(scene.names()).toEqual(['ticket.opened', 'ticket.assigned', 'ticket.informed', 'order.issued']);
    const { id: orderId, ticketId } = scene.lead;
    const informed = { ticketId, orderId, units: [BRANCH, GRID], severity: 'emergency' };
    expect(scene.last('ticket.informed')).toEqual(informed);
  });

  it('tells them when it is known where it lies, and nobody where it goes by another route [up 4]', () => {
    const waiting = sceneWith(told, { severity: 'emergency', grid: undefined });
    expect(waiting.names()).toEqual(['ticket.opened']);
    waiting.then(assign(waiting.matter, { grid: GRID }, waiting.context()));
    expect(waiting.last('ticket.informed').units).toEqual([BRANCH, GRID]);
    expect(sceneWith(told).names()).not.toContain('ticket.informed');
  });

  it('does not tell whoever has the order [up 4]', () => {
    const waiting = sceneWith({ when: {}, waitsFor: CENTRE, inform: ['village', 'grid'] });
    waiting.then(assign(waiting.matter, { grid: GRID, unit: BRANCH }, waiting.context()));
    expect(waiting.last('ticket.informed').units).toEqual([GRID]);
  });
});

describe('a route that names a person', () => {
  const toPerson: First = { when: {}, grade: 'township', person: 'p-1' };
  const hasLeft = (person: string, unit: string): boolean => person === 'p-1' && unit === ROOM;

  it('gives the unit an order that is meant for the person [routing 5]', () => {
    const scene = sceneWith(toPerson);
    expect(scene.last('order.issued')).toMatchObject({ unit: ROOM, assignee: 'p-1' });
    expect(scene.lead.assignee).toBe('p-1');
    const raised = sceneWith({ ...toPerson, grade: 'grid' }).raise();
    expect(raised.last('order.issued')).not.toHaveProperty('assignee');
  });

  it('gives it to the unit alone where the person has left, and says so [routing 6]', () => {
    const waiting = sceneWith(toPerson, { grid: undefined });
    waiting.then(assign(waiting.matter, { grid: GRID }, { ...waiting.context(), hasLeft }));
    expect(waiting.last('order.issued')).toMatchObject({ unit: ROOM });
    expect(waiting.last('order.issued')).not.toHaveProperty('assignee');
    const { routing } = waiting.matter.ticket;
    expect(routing).toMatchObject({ rule: 'first', unit: ROOM, person: undefined });
    expect(routing?.why.en).toBe('First of all (the person it names has left: the unit has it alone)');
  });
});

describe('a matter is routed', () => {
  const afterHours: First = { when: { officeHours: false }, grade: 'township' };

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
