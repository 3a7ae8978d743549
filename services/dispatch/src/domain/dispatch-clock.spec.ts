import { Profile } from '@gridwhistle/registry';
import { BRANCH, CENTRE, OTHER_GRID, smallDistrict } from '@gridwhistle/testing/small-district';
import { Scene } from '../../test/scene.js';
import { withdraw } from './ending.js';
import { dispatchDue } from './dispatch-clock.js';
import { giveBack, overrule, uphold } from './redispatch.js';

const small = smallDistrict();
const quick = new Profile({ ...small, clocks: [...small.clocks, { kind: 'dispatch', limit: '0.25 work-hour' }] });
const scene = (profile = quick): Scene => new Scene({}, 0, profile);
const back = (of: Scene): Scene => of.then(giveBack(of.matter, of.lead, 1, of.context()));
const clockOf = ({ matter }: Scene) => matter.ticket.dispatchClock;

describe('the dispatch clock', () => {
  it('starts when an order comes back, and ends when that is ruled [rule 3b]', () => {
    const one = back(scene());
    expect(clockOf(one)).toMatchObject({ state: 'running', budgetMs: 900_000 });
    one.then(overrule(one.matter, one.matter.orders[0]!, one.context('b-1')));
    expect(clockOf(one)).toMatchObject({ state: 'ended', met: true });
    const other = back(scene()).wait(1);
    other.then(
      uphold(other.matter, other.matter.orders[0]!, { unit: OTHER_GRID, duty: 'patrol' }, other.context('b-1')),
    );
    expect(clockOf(other)).toMatchObject({ state: 'ended', met: false });
    expect(clockOf(back(other))).toMatchObject({ state: 'running' });
  });

  it('runs while a report waits to be assigned', () => {
    const waiting = new Scene({ grid: undefined }, 0, quick);
    expect(clockOf(waiting)?.state).toBe('running');
    expect(clockOf(scene())).toBeNull();
  });

  it('tells the dispatching unit once that its time is over, while something is to be dispatched', () => {
    const late = back(scene()).wait(1);
    late.then(dispatchDue(late.matter, late.context()));
    expect(late.last('ticket.dispatch-due')).toMatchObject({ dispatcher: BRANCH, orderId: late.matter.orders[0]?.id });
    const waiting = new Scene({ grid: undefined }, 0, quick);
    waiting.then(dispatchDue(waiting.matter, waiting.context()));
    expect(waiting.last('ticket.dispatch-due').dispatcher).toBe(CENTRE);
    expect(dispatchDue(scene().matter, scene().context())).toEqual({ orders: [] });
  });

  it('ends with the ticket, and is none where the profile gives no time', () => {
    const gone = back(scene());
    gone.then(withdraw(gone.matter, gone.matter.ticket.id, gone.context()));
    expect(clockOf(gone)?.state).toBe('ended');
    expect(clockOf(back(new Scene()))).toBeNull();
  });
});
