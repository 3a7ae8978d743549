import { refusal, Scene } from '../../test/scene.js';
import { closeUnrated, heedMerged, heedMergedCall, rate, ratedBy } from './closing.js';
import { joinedBy, merge, withdraw } from './ending.js';
import type { Ticket } from './ticket.js';

const other = (): Scene => new Scene({}, 500);
function into(scene: Scene, kept: Scene): Scene {
  const change = merge(scene.matter, kept.matter.ticket, scene.context());
  kept.then(joinedBy(kept.matter.ticket, scene.matter.ticket));
  return scene.then(change);
}
const withdrawn = (kept: Scene, { matter }: Scene): Ticket =>
  kept.then(withdraw(kept.matter, matter.ticket.id, kept.context())).matter.ticket;
const heard = (kept: Scene, solved: boolean, round = 1): Scene => {
  const satisfaction = solved ? 'satisfied' : 'dissatisfied';
  return kept.then(heedMerged(kept.matter, { round, satisfaction, solved }, kept.context()));
};

describe('a merged ticket', () => {
  it('ends with its orders, and names the one that is handled', () => {
    const kept = other();
    const scene = into(new Scene().accept(), kept);
    expect(scene.matter.ticket).toMatchObject({
      state: 'closed',
      outcome: 'merged',
      mergedInto: kept.matter.ticket.id,
    });
    expect(scene.names().slice(-3)).toEqual(['order.cancelled', 'ticket.merged', 'ticket.closed']);
    expect(scene.last('order.cancelled').reason).toBe('merged');
    expect(scene.matter.orders[0]?.handlingClock.state).toBe('ended');
  });

  it('never reopens [ticket 14]', () => {
    const scene = into(new Scene().accept(), other());
    const rating = { round: 1, satisfaction: 'dissatisfied', solved: false } as const;
    expect(rate(scene.matter, rating, scene.context())).toEqual({ orders: [] });
  });

  it('has the other redone by its reporter’s "not solved", even after that one’s own reporter was satisfied [rule 7c]', () => {
    const kept = other().solved();
    kept.then(rate(kept.matter, { round: 1, satisfaction: 'satisfied', solved: true }, kept.context()));
    expect(heard(kept, false).matter.ticket).toMatchObject({ state: 'assigned', round: 2 });
    expect(kept.last('ticket.reopened').reason).toBe('not-solved');
  });

  it('closes nothing by its reporter’s good word: every rating is separate [rule 7b]', () => {
    const kept = heard(other().solved(), true);
    expect(kept.matter.ticket).toMatchObject({ state: 'resolved', ratedRound: 0 });
    kept.then(rate(kept.matter, { round: 1, satisfaction: 'satisfied', solved: true }, kept.context()));
    expect(kept.matter.ticket.state).toBe('closed');
  });

  it('goes on when the reporter of the other withdraws, and ends with the last who wants it [rule 7d]', () => {
    const [kept, first, second] = [other(), new Scene(), new Scene({}, 900)];
    into(first, second);
    into(second, kept);
    expect(withdrawn(kept, kept)).toMatchObject({ state: 'assigned', outcome: null });
    expect(withdrawn(kept, first).state).toBe('assigned');
    expect(kept.last('ticket.reporter-left').reporter).toBe(first.matter.ticket.id);
    const facts = kept.facts.length;
    expect(withdrawn(kept, first).state).toBe('assigned');
    expect(kept.facts.length).toBe(facts);
    expect(withdrawn(kept, second)).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
  });

  it('has the other redone also after the window for reopening, when it was rated in time [rating 9]', () => {
    const kept = other().solved();
    kept.then(rate(kept.matter, { round: 1, satisfaction: 'satisfied', solved: true }, kept.context()));
    expect(heard(kept.wait(31 * 24), false).matter.ticket.round).toBe(2);
  });

  it('is called back like any other: its reporter’s own rating stands, and after the closing "not solved" [rating 8]', () => {
    const [kept, scene] = [other().solved(), into(new Scene(), other())];
    const answer = { round: 1, satisfaction: 'dissatisfied', solved: true, effective: true } as const;
    const called = (solved = true): Scene =>
      kept.then(heedMergedCall(kept.matter, scene.matter.ticket, { ...answer, solved }, kept.context()));
    scene.then(ratedBy(scene.matter, { round: 1, satisfaction: 'satisfied', solved: true }));
    expect([called(), called(false)].map(({ matter }) => matter.ticket.state)).toEqual(['resolved', 'resolved']);
    kept.then(closeUnrated(kept.matter, kept.context()));
    expect(called().matter.ticket.state).toBe('closed');
    expect(called(false).matter.ticket.round).toBe(2);
    const [unheard, unrated] = [other().solved(), new Scene()];
    const unreached = { ...answer, effective: false };
    unheard.then(heedMergedCall(unheard.matter, unrated.matter.ticket, unreached, unheard.context()));
    expect(unheard.matter.ticket.state).toBe('resolved');
    unheard.then(heedMergedCall(unheard.matter, unrated.matter.ticket, answer, unheard.context()));
    expect(unheard.last('ticket.reopened').reason).toBe('dissatisfied');
  });

  it('counts only for the round that was rated', () => {
    const kept = heard(other().solved(), false);
    expect(heard(kept.solved(), false).matter.ticket.round).toBe(2);
    expect(heard(kept, false, 2).matter.ticket.round).toBe(3);
  });

  it('is not merged into itself, into what is closed, or once a result is there', () => {
    const scene = new Scene();
    expect(refusal(() => into(scene, scene))).toBe('merge.into-itself');
    const closed = into(new Scene(), other());
    expect(refusal(() => into(other(), closed))).toBe('merge.into-closed');
    expect(refusal(() => into(new Scene().accept().resolve(), other()))).toBe('conflict');
    expect(refusal(() => into(new Scene().solved(), other()))).toBe('lifecycle.wrong-transition');
  });
});
