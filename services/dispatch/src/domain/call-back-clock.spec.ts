import { Profile } from '@gridwhistle/registry';
import { CENTRE, smallDistrict } from '@gridwhistle/testing/small-district';
import { Scene } from '../../test/scene.js';
import { callBackDue } from './call-back-clock.js';
import { callBack, closeUnrated, rate } from './closing.js';
import type { Change } from './matter.js';
import { redoByDispatcher } from './redo.js';

const clockOf = ({ matter }: Scene) => matter.ticket.callBackClock;
const answer = { round: 1, solved: true, satisfaction: 'satisfied' } as const;
const fellDue = (scene: Scene): Scene => scene.then(callBackDue(scene.matter, scene.context()));
const withoutLimit = (): Profile => {
  const document = smallDistrict();
  return new Profile({ ...document, clocks: document.clocks.filter(({ kind }) => kind !== 'call-back') });
};

describe('the clock of a call-back', () => {
  it.each<[string, (scene: Scene) => Change]>([
    ['rated', ({ matter, context }) => rate(matter, answer, context())],
    ['rated badly', ({ matter, context }) => rate(matter, { ...answer, solved: false }, context())],
    ['reached', ({ matter, context }) => callBack(matter, { ...answer, effective: true }, context())],
    ['redone', ({ matter, context }) => redoByDispatcher(matter, context())],
    ['closed unrated', ({ matter, context }) => closeUnrated(matter, context())],
  ])('runs from the result until it is %s [clock 15]', (_how, end) => {
    const scene = new Scene().solved();
    expect(clockOf(scene)).toMatchObject({ kind: 'call-back', state: 'running', startedAt: scene.now });
    scene.wait(1).then(end(scene));
    expect(clockOf(scene)).toMatchObject({ state: 'ended', met: true });
  });

  it('goes on after a call that reached nobody, and begins anew with the next result [clock 15]', () => {
    const scene = new Scene().solved();
    scene.then(callBack(scene.matter, { ...answer, effective: false }, scene.context()));
    expect(clockOf(scene)?.state).toBe('running');
    scene.wait(24).then(redoByDispatcher(scene.matter, scene.context())).solved();
    expect(clockOf(scene)).toMatchObject({ state: 'running', usedMs: 0, startedAt: scene.now });
  });

  it('is none where the profile gives no time for it [clock 15]', () => {
    expect(clockOf(new Scene({}, 0, withoutLimit()).solved())).toBeNull();
  });

  it('tells the centre that nobody called by the next working day [clock 16]', () => {
    const scene = new Scene().wait(1).solved();
    const { id: orderId } = scene.matter.orders[0]!;
    // From Monday at ten until Tuesday at ten.
    const due = { orderId, round: 1, caller: CENTRE, dueAt: '2026-03-03T02:00:00.000Z' };
    expect(fellDue(scene.wait(25)).last('ticket.call-back-due')).toMatchObject(due);
    const closed = scene.then(closeUnrated(scene.matter, scene.context()));
    expect(callBackDue(closed.matter, closed.context())).toEqual({ orders: [] });
  });
});
