import { Profile } from '@gridwhistle/registry';
import { DUTY, GRID, OTHER_GRID, smallDistrict } from '@gridwhistle/testing/small-district';
import { found, Scene } from '../../test/scene.js';
import { requestAssist } from './assisting.js';
import { sendBack } from './handling.js';
import { mark } from './marking.js';
import type { Order } from './order.js';
import { cancel } from './redispatch.js';
import { rungFact } from './rung.js';
import { approveSuspension, endSuspension, requestSuspension } from './suspending.js';

const HOUR = 3_600_000;
const first = ({ matter }: Scene): Order => found(matter.orders[0]);
const clockOf = (scene: Scene) => first(scene).verificationClock;
const answeredBack = (scene: Scene): Scene => scene.then(sendBack(scene.matter, first(scene), scene.context()));
/** The lead goes on, and the other grid that it asked has forwarded its result. */
function helped(scene: Scene): Order {
  const asked = requestAssist(scene.matter, scene.lead, { unit: OTHER_GRID, duty: DUTY }, scene.context());
  scene.then(asked).accept(scene.of(OTHER_GRID));
  return scene.resolve(scene.of(OTHER_GRID)).of(OTHER_GRID);
}
const withoutLimit = (): Profile => {
  const document = smallDistrict();
  return new Profile({ ...document, clocks: document.clocks.filter(({ kind }) => kind !== 'verification') });
};

describe('the clock of a verification', () => {
  it('runs from the result until its verifier confirms it [clock 11]', () => {
    const scene = new Scene().accept();
    expect(clockOf(scene)).toBeNull();
    scene.wait(1).resolve();
    expect(clockOf(scene)).toMatchObject({ kind: 'verification', state: 'running', startedAt: scene.now });
    scene.wait(2).confirm(first(scene));
    expect(clockOf(scene)).toMatchObject({ state: 'ended', met: true, usedMs: 2 * HOUR });
  });

  it('ends when the result is sent back, and the next result has its own [clock 11]', () => {
    const scene = answeredBack(new Scene().accept().resolve().wait(48));
    expect(clockOf(scene)).toMatchObject({ state: 'ended', met: false });
    scene.resolve();
    expect(clockOf(scene)).toMatchObject({ state: 'running', usedMs: 0, fellDueAt: null, startedAt: scene.now });
  });

  it('ends with its order, whoever ends it [clock 11]', () => {
    const scene = new Scene().accept();
    const helper = helped(scene);
    scene.then(cancel(scene.matter, scene.lead, scene.context()));
    expect(helper.verificationClock?.state).toBe('running');
    expect(scene.order(helper.id)).toMatchObject({ state: 'cancelled', verificationClock: { state: 'ended' } });
  });

  it('runs for a finding of invalid as well [clock 11]', () => {
    const scene = new Scene().accept();
    scene.then(mark(scene.matter, 'invalid', scene.context()));
    expect(clockOf(scene)?.state).toBe('running');
  });

  it('is none where the profile gives no time for it [clock 11]', () => {
    const scene = new Scene({}, 0, withoutLimit()).accept().resolve();
    expect(clockOf(scene)).toBeNull();
    expect(answeredBack(scene).names()).toContain('order.sent-back');
  });

  it('leaves the judgement of the holder as it was [rule 6]', () => {
    const scene = new Scene().accept().resolve().wait(240);
    scene.confirm(first(scene));
    expect(clockOf(scene)?.met).toBe(false);
    expect(scene.last('order.confirmed').onTime).toBe(true);
    expect(scene.last('ticket.resolved').onTime).toBe(true);
  });

  it('stands while the ticket is suspended, with nothing told of the order [clock 14] [rule 5b]', () => {
    const scene = new Scene().accept();
    const { id } = helped(scene);
    const until = new Date(scene.now.getTime() + 240 * HOUR);
    scene.wait(1).then(requestSuspension(scene.matter, scene.lead, until, scene.context()));
    scene.then(approveSuspension(scene.matter, found(scene.matter.suspensions[0]), scene.context()));
    expect(scene.order(id).verificationClock).toMatchObject({ state: 'stopped', usedMs: HOUR });
    scene.wait(240).then(endSuspension(scene.matter, scene.context()));
    expect(scene.order(id).verificationClock).toMatchObject({ state: 'running', usedMs: HOUR });
    expect(scene.order(id).handlingClock.state).toBe('stopped');
    const told = scene.facts.filter(({ name }) => name === 'order.suspended' || name === 'order.continued');
    expect(told.map(({ data }) => (data as { unit: string }).unit)).toEqual([GRID, GRID]);
  });

  it.each(['amber', 'due', 'overdue'])('names who is late at its rung %s, the holder’s clocks name nobody', (rung) => {
    const scene = new Scene().accept().resolve();
    const { verifier } = first(scene);
    expect(rungFact(first(scene), rung, 'verification', scene.now)).toMatchObject({
      name: `order.${rung}`,
      data: { clock: 'verification', unit: GRID, verifier },
    });
    expect(rungFact(first(scene), rung, 'handling', scene.now).data).not.toHaveProperty('verifier');
  });
});
