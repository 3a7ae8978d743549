import { CATEGORY, CENTRE, GRID, HOUSING, ROOM, URBAN, WATER } from '@gridwhistle/testing/small-district';
import { found, refusal, refusedFields, Scene } from '../../test/scene.js';
import { assign, type Assignment } from './assigning.js';
import { heedMerged, rate } from './closing.js';
import { joinedBy, merge, withdraw } from './ending.js';
import { resolve } from './handling.js';
import { mark } from './marking.js';
import type { Change } from './matter.js';
import { redoByDispatcher, reopen } from './redo.js';
import { heedPart, leavePart, split } from './splitting.js';
import { actsOfTicket } from './ticket.js';
import { whistle } from './whistling.js';

const WHISTLE = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2d';

/** The whole and its parts, each a scene of its own. */
function parted(whole: Scene, ...wanted: Assignment[]): { whole: Scene; parts: Scene[] } {
  const made = split(whole.matter, wanted, whole.context());
  return { whole: whole.then(made.whole), parts: made.parts.map((change, n) => partScene(change, n)) };
}

function partScene(change: Change, n: number): Scene {
  const scene = new Scene({}, 5000 + n * 100);
  scene.facts.length = 0;
  scene.matter = { ticket: undefined as never, orders: [], extensions: [], suspensions: [] };
  return scene.then(change);
}

const two = (whole: Scene = new Scene().accept()) => parted(whole, { unit: WATER }, { unit: URBAN });
const heard = (whole: Scene, part: Scene): Scene => {
  const told = part.changes.at(-1)?.toParts;
  if (told?.name !== 'part.closed') throw new Error('the part is not over');
  return whole.then(heedPart(whole.matter, told.data as never, whole.context()));
};
const done = (part: Scene, outcome: 'solved' | 'explained' = 'solved'): Scene => {
  part.accept();
  part.then(resolve(part.matter, part.lead, { outcome, proofs: 1 }, part.context()));
  return part.confirm(found(part.matter.orders[0]));
};

const invalid = (part: Scene): Scene => {
  part.accept();
  part.then(mark(part.matter, 'invalid', part.context()));
  return part.confirm(found(part.matter.orders[0]));
};

describe('a split ticket', () => {
  it('makes a ticket of each part, assigned at once, and ends its own orders', () => {
    const { whole, parts } = two();
    const [water, urban] = parts.map(({ matter }) => matter.ticket.id);
    expect(whole.last('ticket.split').parts).toEqual([water, urban]);
    expect(whole.last('order.cancelled')).toMatchObject({ unit: GRID, reason: 'split' });
    expect(parts.map(({ lead }) => lead.unit)).toEqual([WATER, URBAN]);
    const partOf = whole.matter.ticket.id;
    expect(parts[0]?.names()).toEqual(['ticket.opened', 'ticket.assigned', 'order.issued']);
    expect(parts[0]?.last('ticket.opened')).toMatchObject({ partOf, waitingFor: [] });
    expect(parts[0]?.last('order.issued')).toMatchObject({ partOf, round: 1 });
  });

  it('closes after its parts: with the last of them it is resolved, and its reporter asked [ticket 9]', () => {
    const { whole, parts } = two();
    heard(whole, done(parts[0]!));
    expect(whole.matter.ticket).toMatchObject({ state: 'assigned', outcome: null });
    expect(refusal(() => assign(whole.matter, { unit: WATER }, whole.context()))).toBe('ticket.parts-open');
    expect(actsOfTicket(whole.matter)).toEqual([]);
    heard(whole, done(parts[1]!));
    expect(whole.last('ticket.resolved')).toMatchObject({ round: 1, outcome: 'solved', unit: URBAN });
    expect(whole.matter.ticket.ratingClock?.state).toBe('running');
  });

  it('asks nobody about a part, which never reopens by itself', () => {
    const part = done(two().parts[0]!);
    expect(part.matter.ticket).toMatchObject({ state: 'closed', outcome: 'solved', ratingClock: null });
    expect(part.last('ticket.closed')).toMatchObject({ by: 'part' });
    expect(refusal(() => reopen(part.matter, part.context()))).toBe('lifecycle.wrong-transition');
  });

  it('hears of each part once', () => {
    const { whole, parts } = two();
    heard(heard(whole, done(parts[0]!)), parts[0]!);
    expect(whole.matter.ticket.parts?.open).toEqual([parts[1]?.matter.ticket.id]);
  });

  it('is done again by whose part ended last, when its reporter was not helped', () => {
    const { whole, parts } = two();
    heard(heard(whole, done(parts[0]!)), done(parts[1]!));
    whole.then(rate(whole.matter, { round: 1, solved: false }, whole.context()));
    expect(whole.lead).toMatchObject({ unit: URBAN, verifier: CENTRE, round: 2, origin: 'redo' });
    expect(refusal(() => split(whole.matter, [{ unit: WATER }, { unit: URBAN }], whole.context()))).toBe(
      'ticket.split-once',
    );
    whole
      .accept()
      .resolve()
      .confirm(found(whole.matter.orders.at(-1)));
    expect(redoByDispatcher(whole.matter, whole.context()).orders[0]?.next.unit).toBe(URBAN);
  });

  it('ends its parts when it is withdrawn or merged', () => {
    const { whole, parts } = two();
    heard(whole, done(parts[0]!));
    whole.then(withdraw(whole.matter, whole.matter.ticket.id, whole.context()));
    expect(whole.changes.at(-1)?.toParts).toMatchObject({
      name: 'split.ended',
      data: { parts: [parts[1]?.matter.ticket.id] },
    });
    parts[1]?.then(withdraw(parts[1].matter, parts[1].matter.ticket.id, parts[1].context()));
    expect(heard(whole, parts[1]!).matter.ticket.state).toBe('closed');
  });

  it('is merged into none of its parts, nor a part into it [ticket 15]', () => {
    const { whole, parts } = two();
    const [one, other] = [parts[0]!, parts[1]!];
    const into = (from: Scene, to: Scene) => refusal(() => merge(from.matter, to.matter.ticket, from.context()));
    expect([into(whole, one), into(one, whole)]).toEqual(['merge.into-itself', 'merge.into-itself']);
    expect(into(one, other)).toBe('not refused');
  });

  it('leaves a part to those who were merged into it, who rate it as their own [rule 7e]', () => {
    const { parts } = two();
    const [part, alone] = [parts[0]!, parts[1]!];
    part.then(joinedBy(part.matter.ticket, new Scene({}, 9000).matter.ticket));
    part.then(leavePart(part.matter, part.context()));
    expect(part.accept().matter.ticket.state).toBe('assigned');
    alone.then(leavePart(alone.matter, alone.context()));
    expect(alone.matter.ticket).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
    part.resolve().confirm(found(part.matter.orders[0]));
    expect(part.last('ticket.resolved')).toMatchObject({ round: 1, unit: WATER });
    part.then(heedMerged(part.matter, { round: 1, solved: false }, part.context()));
    expect(part.lead).toMatchObject({ unit: WATER, round: 2, origin: 'redo' });
  });

  it('takes with it the part that another of its parts was merged into', () => {
    const [one, other] = two().parts as [Scene, Scene];
    other.then(joinedBy(other.matter.ticket, one.matter.ticket));
    other.then(leavePart(other.matter, other.context()));
    expect(other.matter.ticket).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
  });

  it('closes without asking anybody when no part came to a result', () => {
    const { whole, parts } = two();
    for (const part of parts) {
      part.then(merge(part.matter, new Scene({}, 9000).matter.ticket, part.context()));
      heard(whole, part);
    }
    expect(whole.last('ticket.closed')).toMatchObject({ by: 'part', outcome: 'merged' });
  });

  it('is invalid when all its parts are: nobody rates it, and it never reopens [ticket 16]', () => {
    const { whole, parts } = two();
    for (const part of parts) heard(whole, invalid(part));
    expect(whole.last('ticket.closed')).toMatchObject({ by: 'part', outcome: 'invalid' });
    expect(whole.names()).not.toContain('ticket.resolved');
    expect(refusal(() => reopen(whole.matter, whole.context()))).toBe('lifecycle.wrong-transition');
  });

  it('takes its result from a part that has one, not from an invalid one that ended later', () => {
    const { whole, parts } = two();
    heard(heard(whole, done(parts[0]!)), invalid(parts[1]!));
    expect(whole.last('ticket.resolved')).toMatchObject({ outcome: 'solved', unit: WATER });
  });

  it('tells the best outcome of its parts', () => {
    const { whole, parts } = two();
    heard(heard(whole, done(parts[0]!)), done(parts[1]!, 'explained'));
    expect(whole.last('ticket.resolved').outcome).toBe('solved');
  });

  it('begins with its split when nobody had assigned it', () => {
    const { whole, parts } = parted(
      new Scene({ grid: undefined, category: undefined }),
      ...[
        { grid: GRID, category: CATEGORY },
        { grid: GRID, category: CATEGORY, unit: HOUSING },
      ],
    );
    expect(whole.last('ticket.assigned')).toMatchObject({ round: 1, grid: GRID, unit: GRID });
    expect(whole.matter.ticket).toMatchObject({ state: 'assigned', waitingFor: [], dispatchClock: null });
    expect(parts.map(({ lead }) => lead.unit)).toEqual([GRID, HOUSING]);
    heard(heard(whole, done(parts[0]!)), done(parts[1]!));
    expect(whole.matter.ticket.state).toBe('resolved');
  });

  it('is refused with every part that cannot be assigned', () => {
    const { matter, context } = new Scene({ grid: undefined });
    const gone = { grid: '522730001001999', condition: 'nothing', unit: 'nobody' };
    const wanted = [{ unit: 'nobody', grid: GRID }, gone, { category: '9999', grid: GRID }];
    expect(refusedFields(() => split(matter, wanted, context()))).toEqual([
      'parts.0.unit',
      ...['parts.1.grid', 'parts.1.condition', 'parts.1.unit'],
      'parts.2.category',
    ]);
  });

  it('is refused for a part, once a result is there, and while a whistle is open', () => {
    const again = (scene: Scene) =>
      refusal(() => split(scene.matter, [{ unit: WATER }, { unit: URBAN }], scene.context()));
    expect(again(two().parts[0]!)).toBe('ticket.split-once');
    expect(again(new Scene().accept().resolve())).toBe('conflict');
    const blown = new Scene().toTownship();
    const names = { whistleId: WHISTLE, orderId: blown.of(ROOM).id, township: ROOM, lead: WATER, assists: [] };
    blown.then(whistle(blown.matter, { ...names, at: blown.now }, blown.context()));
    expect(again(blown)).toBe('order.waiting');
    expect(again(new Scene().solved())).toBe('lifecycle.wrong-transition');
  });
});
