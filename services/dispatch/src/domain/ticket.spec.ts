import { OUTCOMES } from '@gridwhistle/kernel';
import { BRANCH, CATEGORY, CENTRE, GRID, OTHER_GRID, URBAN } from '@gridwhistle/testing/small-district';
import { refusal, refusedFields, Scene } from '../../test/scene.js';
import { assign } from './assigning.js';
import { callBack, closeUnrated, rate, reopenForReporter } from './closing.js';
import { merge, withdraw } from './ending.js';
import { resolve } from './handling.js';
import { mark } from './marking.js';
import { cancel } from './redispatch.js';
import { redoByDispatcher, reopen } from './redo.js';

const rated = (scene: Scene, solved: boolean, round = 1): Scene =>
  scene.then(rate(scene.matter, { round, satisfaction: 'satisfied', solved }, scene.context()));

describe('a ticket', () => {
  it('is assigned at once when grid and category are known', () => {
    const scene = new Scene();
    expect(scene.names()).toEqual(['ticket.opened', 'ticket.assigned', 'order.issued']);
    expect(scene.last('ticket.opened')).toMatchObject({ dispatcher: BRANCH, waitingFor: [] });
    expect(scene.last('ticket.assigned')).toMatchObject({
      round: 1,
      unit: GRID,
      rule: 'default-grid',
      condition: 'slow',
    });
  });

  it.each([
    [{ grid: undefined }, ['grid'], CENTRE],
    [{ category: undefined }, ['category'], BRANCH],
    [{ category: undefined, channel: 'hotline' }, ['category'], CENTRE],
    [{ category: undefined, channel: 'hotline', hardCase: false }, ['category'], BRANCH],
    [{ category: 'gone', grid: 'gone' }, ['grid', 'category'], CENTRE],
  ] as const)('waits for its dispatching unit otherwise: %j [ticket 4]', (report, waitingFor, dispatcher) => {
    const scene = new Scene(report);
    expect(scene.names()).toEqual(['ticket.opened']);
    expect(scene.matter.ticket).toMatchObject({ state: 'reported', waitingFor, dispatcher, round: 0 });
  });

  it('is assigned with what was missing, by the route or to a unit that the dispatcher names', () => {
    const routed = new Scene({ grid: undefined });
    routed.then(assign(routed.matter, { grid: GRID }, routed.context()));
    expect(routed.last('ticket.assigned')).toMatchObject({ unit: GRID, rule: 'default-grid' });
    const named = new Scene({ grid: undefined });
    named.then(assign(named.matter, { grid: GRID, unit: URBAN, severity: 'emergency' }, named.context()));
    expect(named.last('ticket.assigned')).toMatchObject({ unit: URBAN, rule: 'dispatcher', severity: 'emergency' });
  });

  it('has its limit from its assignment on, however long it was waiting [rule 9a]', () => {
    const scene = new Scene({ grid: undefined }).wait(24);
    scene.then(assign(scene.matter, { grid: GRID }, scene.context()));
    expect(scene.last('ticket.assigned').dueAt).toBe('2026-03-04T09:00:00.000Z');
  });

  it.each([
    [{}, 'input.invalid'],
    [{ grid: '522730001001009' }, 'grid.unknown'],
    [{ grid: GRID, category: 'nothing' }, 'category.unknown'],
    [{ grid: GRID, condition: 'nothing' }, 'condition.unknown'],
    [{ grid: GRID, unit: 'nobody' }, 'unit.unknown'],
    [{ grid: GRID, unit: CENTRE }, 'input.invalid'],
  ])('is not assigned with %j', (given, code) => {
    const scene = new Scene({ grid: undefined });
    expect(refusal(() => assign(scene.matter, given, scene.context()))).toBe(code);
  });

  it('gets a new lead after its last one was cancelled, and none while one is open', () => {
    const scene = new Scene();
    expect(refusal(() => assign(scene.matter, { unit: URBAN }, scene.context()))).toBe('ticket.not-waiting');
    scene.then(cancel(scene.matter, scene.lead, scene.context()));
    scene.then(assign(scene.matter, { unit: URBAN }, scene.context()));
    expect(scene.lead).toMatchObject({ unit: URBAN, origin: 'assign', round: 1 });
  });

  it.each([
    [{ category: '0301' }, ['category']],
    [{ grid: OTHER_GRID, severity: 'emergency', condition: 'burst' }, ['grid', 'condition', 'severity']],
  ] as const)('keeps what its assignment decided when it is assigned again [ticket 17]: %j', (given, fields) => {
    const scene = new Scene();
    scene.then(cancel(scene.matter, scene.lead, scene.context()));
    const again = () => assign(scene.matter, { ...given, unit: URBAN }, scene.context());
    expect(refusal(again)).toBe('ticket.assigned-once');
    expect(refusedFields(again)).toEqual(fields);
    const same = { category: CATEGORY, grid: GRID, severity: 'normal', unit: URBAN } as const;
    expect(scene.then(assign(scene.matter, same, scene.context())).lead.unit).toBe(URBAN);
  });

  it('is refused with everything that is wrong with its assignment', () => {
    const scene = new Scene({ grid: undefined });
    const given = { grid: 'gone', condition: 'nothing', unit: 'nobody' };
    expect(refusedFields(() => assign(scene.matter, given, scene.context()))).toEqual(['grid', 'condition', 'unit']);
  });

  it('is resolved with its lead order and closed by a satisfied reporter [ticket 1]', () => {
    const scene = rated(new Scene().solved(), true);
    expect(scene.names().slice(-3)).toEqual(['order.confirmed', 'ticket.resolved', 'ticket.closed']);
    expect(scene.last('ticket.resolved')).toMatchObject({ unit: GRID, outcome: 'solved', onTime: true });
    expect(scene.last('ticket.closed')).toMatchObject({ by: 'rating', outcome: 'solved', round: 1 });
    expect(scene.matter.ticket.state).toBe('closed');
  });

  it('is done again by the same unit with the same verifier and a fresh limit [rule 9b] [rating 6]', () => {
    const scene = rated(new Scene().solved().wait(48), false);
    expect(scene.last('ticket.reopened')).toMatchObject({ round: 2, reason: 'not-solved' });
    expect(scene.last('ticket.assigned')).toMatchObject({ round: 2, unit: GRID, dueAt: '2026-03-05T09:00:00.000Z' });
    expect(scene.lead).toMatchObject({ unit: GRID, verifier: BRANCH, origin: 'redo', round: 2 });
    expect(rated(scene.solved(), true, 2).matter.ticket.state).toBe('closed');
  });

  it('counts one rating for each round, and none of another round [rating 1]', () => {
    const scene = rated(new Scene().solved(), false);
    expect(rated(scene, false).matter.ticket.round).toBe(2);
    expect(rated(scene, false, 2).matter.ticket.round).toBe(2);
    expect(rated(scene.solved(), false).matter.ticket.round).toBe(2);
  });

  it('closes when nobody rates; a rating given in time but told late still has it done again [rating 7]', () => {
    const scene = new Scene().solved().wait(7 * 24);
    scene.then(closeUnrated(scene.matter, scene.context()));
    expect(scene.last('ticket.closed').by).toBe('rating-window');
    expect(rated(scene, false).matter.ticket.state).toBe('assigned');
  });

  it('takes a call-back for the rating that was not given [rating 4]', () => {
    const answer = { round: 1, satisfaction: 'satisfied', solved: true, effective: true } as const;
    const good = new Scene().solved();
    good.then(callBack(good.matter, answer, good.context()));
    expect(good.last('ticket.closed').by).toBe('call-back');
    const bad = new Scene().solved();
    bad.then(callBack(bad.matter, { ...answer, satisfaction: 'dissatisfied' }, bad.context()));
    expect(bad.last('ticket.reopened').reason).toBe('call-back');
    const rated = new Scene().solved();
    rated.then(rate(rated.matter, answer, rated.context()));
    rated.then(callBack(rated.matter, { ...answer, satisfaction: 'dissatisfied' }, rated.context()));
    expect(rated.matter.ticket.state).toBe('closed');
  });

  it('is handled again by a call-back after the closing that says not solved, whatever was rated [rating 8]', () => {
    const scene = rated(new Scene().solved(), true).wait(29 * 24);
    const answer = { round: 1, satisfaction: 'dissatisfied', effective: true } as const;
    const called = (solved: boolean, effective = true): Scene =>
      scene.then(callBack(scene.matter, { ...answer, solved, effective }, scene.context()));
    expect(called(true).matter.ticket.state).toBe('closed');
    expect(called(false, false).matter.ticket.state).toBe('closed');
    expect(called(false).matter.ticket).toMatchObject({ state: 'assigned', round: 2, ratedRound: 1 });
    expect(scene.last('ticket.reopened').reason).toBe('call-back');
    expect(called(false).matter.ticket.round).toBe(2);
    const late = rated(new Scene().solved(), true).wait(30 * 24 + 1);
    late.then(callBack(late.matter, { ...answer, solved: false }, late.context()));
    expect(late.matter.ticket.state).toBe('closed');
  });

  it('is handled again by a rating that was given in time, however late it is told [rating 9]', () => {
    const scene = new Scene().solved().wait(7 * 24);
    scene.then(closeUnrated(scene.matter, scene.context())).wait(31 * 24);
    expect(rated(scene, false).matter.ticket.state).toBe('assigned');
  });

  it('heeds no call-back that reached nobody [rating 5]', () => {
    const scene = new Scene().solved();
    const unreached = { round: 1, solved: false, effective: false };
    expect(callBack(scene.matter, unreached, scene.context())).toEqual({ orders: [] });
  });

  it('ends in one of six ways [ticket 3]', () => {
    const resolvedAs = (outcome: 'solved' | 'explained' | 'self-help'): Scene => {
      const scene = new Scene().accept();
      scene.then(resolve(scene.matter, scene.lead, { outcome, proofs: 1 }, scene.context()));
      return scene.confirm(scene.of(GRID));
    };
    const invalid = new Scene().accept();
    invalid.then(mark(invalid.matter, 'invalid', invalid.context())).confirm(invalid.of(GRID));
    const [merged, withdrawn] = [new Scene(), new Scene()];
    merged.then(merge(merged.matter, new Scene({}, 500).matter.ticket, merged.context()));
    withdrawn.then(withdraw(withdrawn.matter, withdrawn.matter.ticket.id, withdrawn.context()));
    const ends = [...(['solved', 'explained', 'self-help'] as const).map(resolvedAs), invalid, merged, withdrawn];
    expect(ends.map(({ matter }) => matter.ticket.outcome)).toEqual(OUTCOMES);
  });

  it('is done again when the dispatching unit wants it, once it is resolved', () => {
    const scene = new Scene();
    expect(refusal(() => redoByDispatcher(scene.matter, scene.context()))).toBe('ticket.not-resolved');
    scene.solved();
    scene.then(redoByDispatcher(scene.matter, scene.context()));
    expect(scene.last('ticket.reopened').reason).toBe('dispatcher');
  });

  it('reopens inside the profile’s window: by staff, by its reporter, by an effective call-back [ticket 11]', () => {
    const closed = (): Scene => rated(new Scene().solved(), true).wait(29 * 24);
    const byStaff = closed();
    byStaff.then(reopen(byStaff.matter, byStaff.context()));
    expect(byStaff.last('ticket.reopened')).toMatchObject({ round: 2, reason: 'reopened' });
    expect(byStaff.matter.ticket).toMatchObject({ state: 'assigned', closedAt: null });
    const byReporter = closed();
    byReporter.then(reopenForReporter(byReporter.matter, 1, byReporter.context()));
    expect(byReporter.matter.ticket.round).toBe(2);
    const unrated = new Scene().solved().wait(7 * 24);
    unrated.then(closeUnrated(unrated.matter, unrated.context())).wait(29 * 24);
    unrated.then(callBack(unrated.matter, { round: 1, solved: false, effective: true }, unrated.context()));
    expect(unrated.matter.ticket.round).toBe(2);
  });

  it('does not reopen later [ticket 11]', () => {
    const scene = rated(new Scene().solved(), true).wait(30 * 24 + 1);
    expect(refusal(() => reopen(scene.matter, scene.context()))).toBe('ticket.reopen-too-late');
    expect(reopenForReporter(scene.matter, 1, scene.context())).toEqual({ orders: [] });
    const unrated = new Scene().solved().wait(7 * 24);
    unrated.then(closeUnrated(unrated.matter, unrated.context())).wait(30 * 24 + 1);
    expect(callBack(unrated.matter, { round: 1, solved: false, effective: true }, unrated.context())).toEqual({
      orders: [],
    });
    expect(refusal(() => reopen(new Scene().matter, scene.context()))).toBe('lifecycle.wrong-transition');
  });

  it('tells whoever withdraws too late, and a later round may be withdrawn [ticket 19]', () => {
    const wishes = (scene: Scene): Scene => scene.then(withdraw(scene.matter, scene.matter.ticket.id, scene.context()));
    const [forwarded, done] = [wishes(new Scene().accept().resolve()), wishes(new Scene().solved())];
    for (const scene of [forwarded, done]) {
      expect(scene.last('ticket.withdrawal-refused').reporter).toBe(scene.matter.ticket.id);
    }
    expect(wishes(rated(done, false)).last('ticket.closed').outcome).toBe('withdrawn');
  });

  it('is withdrawn with its orders while nothing is resolved, not later [ticket 13]', () => {
    const scene = new Scene().accept();
    scene.then(withdraw(scene.matter, scene.matter.ticket.id, scene.context()));
    expect(scene.last('order.cancelled').reason).toBe('withdrawn');
    expect(scene.last('ticket.closed')).toMatchObject({ outcome: 'withdrawn', by: 'withdrawal' });
    expect(rated(scene, false).matter.ticket.state).toBe('closed');
    const late = new Scene().accept().resolve();
    expect(late.then(withdraw(late.matter, late.matter.ticket.id, late.context())).matter.ticket.state).toBe(
      'assigned',
    );
    const waiting = new Scene({ grid: undefined });
    expect(
      waiting.then(withdraw(waiting.matter, waiting.matter.ticket.id, waiting.context())).last('ticket.closed').round,
    ).toBe(0);
  });
});
