import { Profile } from '@gridwhistle/registry';
import { BRANCH, GRID, ROOM, smallDistrict, URBAN, WATER } from '@gridwhistle/testing/small-district';
import { found, refusal, Scene } from '../../test/scene.js';
import { rate } from './closing.js';
import { sendBack } from './handling.js';
import { mark, object, type Mark } from './marking.js';
import { cancel } from './redispatch.js';
import { whistle } from './whistling.js';

const COUNCIL = '522730001001-council';
const named = { zh: '议事会', en: 'Council' };
const council = {
  code: COUNCIL,
  name: named,
  kind: 'council',
  tier: 'village',
  area: '522730001001',
  parent: BRANCH,
} as const;
const small = smallDistrict();
const withCouncil = new Profile({ ...small, units: [...small.units, council] });

const say = (scene: Scene, kind: Mark, by?: string): Scene => scene.then(mark(scene.matter, kind, scene.context(by)));
const marked = (kind: Mark): Scene => say(new Scene({}, 0, withCouncil).accept(), kind);
const objected = (scene = marked('private')): Scene => scene.then(object(scene.matter, scene.context()));

describe('verification at the first order', () => {
  it.each(['government', 'shared', 'private'] as const)('marks a matter %s [kind 1]', (kind) => {
    expect(marked(kind).matter.ticket.kind).toBe(kind);
    expect(marked(kind).last('ticket.marked')).toMatchObject({ kind });
  });

  it('is its first holder’s, once it has accepted, and done once [kind 1]', () => {
    expect(refusal(() => say(new Scene(), 'private'))).toBe('ticket.not-at-first-order');
    expect(refusal(() => say(new Scene().raise().accept(), 'private'))).toBe('ticket.not-at-first-order');
    expect(refusal(() => say(marked('government'), 'private'))).toBe('ticket.not-at-first-order');
    expect(refusal(() => say(new Scene().solved(), 'private'))).toBe('lifecycle.wrong-transition');
  });

  it('lets a government matter climb, and no other [kind 2]', () => {
    expect(marked('government').raise().lead.unit).toBe(BRANCH);
    expect(refusal(() => marked('private').raise())).toBe('ticket.not-government');
    const settled = marked('shared');
    settled.accept(settled.of(COUNCIL)).resolve(settled.of(COUNCIL)).confirm(settled.of(COUNCIL));
    expect(refusal(() => settled.raise())).toBe('ticket.not-government');
  });

  it('gives a shared matter to the council of the area, which settles it [kind 3]', () => {
    const scene = marked('shared');
    expect(scene.lead).toMatchObject({ unit: COUNCIL, origin: 'council', verifier: GRID });
    expect(scene.of(GRID).waitsFor).toBe(scene.lead.id);
    scene.accept().resolve().confirm(scene.of(COUNCIL));
    expect(scene.lead).toMatchObject({ unit: GRID, state: 'accepted' });
    expect(scene.resolve().matter.orders[0]).toMatchObject({ state: 'resolved', outcome: 'solved' });
  });

  it('takes back what the council hands back as a government matter [kind 3]', () => {
    const scene = marked('shared').raise();
    expect(scene.matter.ticket.kind).toBe('government');
    expect(scene.lead).toMatchObject({ unit: GRID, state: 'accepted' });
    expect(scene.raise().lead.unit).toBe(BRANCH);
  });

  it('refuses a shared matter where no council is', () => {
    expect(refusal(() => say(new Scene().accept(), 'shared'))).toBe('council.none');
  });

  it('ends a private matter as self-help [kind 4]', () => {
    expect(marked('private').resolve(undefined, 1, null).matter.orders[0]?.outcome).toBe('self-help');
    expect(refusal(() => marked('private').resolve())).toBe('input.invalid');
    expect(marked('government').resolve(undefined, 1, null).matter.orders[0]?.outcome).toBe('solved');
  });

  it('lets nobody whistle for what is no government matter [kind 2]', () => {
    const scene = new Scene().toTownship();
    scene.matter = { ...scene.matter, ticket: { ...scene.matter.ticket, kind: 'private' } };
    const asked = { whistleId: scene.newId(), orderId: scene.lead.id, township: ROOM, lead: WATER, assists: [URBAN] };
    scene.then(whistle(scene.matter, { ...asked, at: scene.now }, scene.context()));
    expect(scene.last('ticket.whistle-refused').reason).toBe('not-government');
  });
});

describe('the reporter of a private matter', () => {
  it('objects once, to the dispatching unit [kind 5]', () => {
    const scene = objected();
    expect(scene.last('ticket.objected').dispatcher).toBe(BRANCH);
    const again = object(scene.matter, scene.context());
    expect(again.ticket).toBeUndefined();
    say(scene, 'private');
    expect(object(scene.matter, scene.context()).ticket).toBeUndefined();
  });

  it('objects to no other matter, and not when it is over', () => {
    for (const scene of [new Scene().accept(), marked('government'), new Scene().solved()]) {
      expect(object(scene.matter, scene.context()).ticket).toBeUndefined();
    }
  });

  it('is heard: the ruling says anew whose matter it is, and nothing is confirmed before', () => {
    const scene = objected().resolve(undefined, 1, null);
    expect(refusal(() => scene.confirm(scene.of(GRID)))).toBe('ticket.objection-open');
    say(scene, 'government');
    expect(scene.matter.ticket).toMatchObject({ kind: 'government', objection: 'ruled' });
    scene.then(sendBack(scene.matter, scene.of(GRID), scene.context()));
    expect(scene.raise().lead.unit).toBe(BRANCH);
  });
});

describe('an objection that is ruled shared', () => {
  const forwarded = (): Scene => objected(marked('private').resolve(undefined, 1, null)).wait(1);

  it('after the result goes to the council all the same, which sends that result back [kind 7]', () => {
    const scene = say(forwarded(), 'shared');
    expect(scene.names().slice(-4)).toEqual(['ticket.marked', 'order.sent-back', 'order.delegated', 'order.issued']);
    expect(scene.of(GRID)).toMatchObject({ state: 'accepted', handlingClock: { state: 'running' } });
    expect(scene.lead).toMatchObject({ unit: COUNCIL, verifier: GRID, parentId: scene.of(GRID).id });
    scene.accept().resolve().confirm(scene.of(COUNCIL)).resolve().confirm(scene.of(GRID));
    expect(scene.matter.ticket).toMatchObject({ state: 'resolved', kind: 'shared', outcome: 'solved' });
  });

  it('comes back to whoever had forwarded it, who hands it up, when it is the council’s no more [kind 7]', () => {
    const scene = say(forwarded(), 'shared').raise();
    expect(scene.matter.ticket.kind).toBe('government');
    expect(scene.raise().lead.unit).toBe(BRANCH);
  });

  it('is refused where no council is, or nobody holds the matter', () => {
    const alone = objected(say(new Scene().accept(), 'private').resolve(undefined, 1, null));
    expect(refusal(() => say(alone, 'shared'))).toBe('council.none');
    const left = objected();
    left.then(cancel(left.matter, left.lead, left.context()));
    expect(refusal(() => say(left, 'shared'))).toBe('conflict');
  });
});

describe('an invalid matter', () => {
  const found1 = (): Scene => marked('invalid');

  it('is closed only when the dispatching unit confirms it [kind 6]', () => {
    const scene = found1();
    expect(scene.matter.ticket.state).toBe('assigned');
    expect(scene.of(GRID)).toMatchObject({ state: 'resolved', outcome: 'invalid', verifier: BRANCH });
    scene.confirm(scene.of(GRID));
    expect(scene.matter.ticket).toMatchObject({ state: 'closed', outcome: 'invalid', clock: { state: 'ended' } });
    expect(scene.last('ticket.closed')).toMatchObject({ outcome: 'invalid', by: 'dispatcher' });
  });

  it('goes on when the dispatching unit sends it back', () => {
    const scene = found1();
    scene.then(sendBack(scene.matter, scene.of(GRID), scene.context()));
    expect(scene.raise().lead.unit).toBe(BRANCH);
  });

  it('never reopens [kind 6]', () => {
    const scene = found1();
    scene.confirm(scene.of(GRID));
    const rating = { round: 1, satisfaction: 'dissatisfied', solved: false } as const;
    expect(rate(scene.matter, rating, scene.context()).ticket).toBeUndefined();
  });

  it('is found at the first order only', () => {
    expect(refusal(() => say(new Scene().raise().accept(), 'invalid'))).toBe('ticket.not-at-first-order');
    expect(found(new Scene().accept().matter.orders[0]).state).toBe('accepted');
  });
});
