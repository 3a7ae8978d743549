import { Profile } from '@gridwhistle/registry';
import { CENTRE, ROOM, smallDistrict, URBAN, WATER } from '@gridwhistle/testing/small-district';
import { refusal, Scene } from '../../test/scene.js';
import { claim, claimantOf } from './claiming.js';
import type { Fact } from './fact.js';
import { whistle } from './whistling.js';

const take = (scene: Scene, unit = WATER): Scene => scene.then(claim(scene.matter, unit, scene.context()));

describe('a department', () => {
  it('claims a raised matter of its own duty list before the township whistles', () => {
    const scene = take(new Scene().toTownship());
    expect(scene.lead).toMatchObject({ unit: WATER, origin: 'claim', verifier: CENTRE, role: 'lead' });
    expect(scene.last('order.cancelled')).toMatchObject({ unit: ROOM, reason: 'claimed', nextUnit: WATER });
  });

  it('is the claimant as long as it may claim: not before the raise, nor once somebody else has it [up 3]', () => {
    const scene = new Scene();
    const claimant = (): string | undefined => claimantOf(scene.matter, scene.profile);
    expect(claimant()).toBeUndefined();
    expect(claimantOf(scene.toTownship().matter, scene.profile)).toBe(WATER);
    take(scene);
    expect(claimant()).toBeUndefined();
  });

  it('is named by the order that the raise brings the township, and by no other [up 3]', () => {
    const { facts } = new Scene().toTownship();
    const orders = facts.filter((each): each is Fact<'order.issued'> => each.name === 'order.issued');
    expect(orders.map(({ data }) => [data.tier, data.claimant])).toEqual([
      ['grid', undefined],
      ['village', undefined],
      ['township', WATER],
    ]);
  });

  it('is the claimant of nothing whose category or area is gone', () => {
    const { matter } = new Scene().toTownship();
    const { areas, ...small } = smallDistrict();
    const elsewhere = areas.filter(({ code }) => code !== matter.ticket.area);
    expect(claimantOf(matter, new Profile({ ...small, areas, categories: [] }))).toBeUndefined();
    expect(claimantOf(matter, new Profile({ ...small, areas: elsewhere }))).toBeUndefined();
  });

  it('claims nothing of another’s duty list', () => {
    expect(refusal(() => take(new Scene().toTownship(), URBAN))).toBe('claim.not-your-duty');
    expect(refusal(() => take(new Scene().toTownship(), ROOM))).toBe('claim.not-your-duty');
  });

  it('claims nothing that was not raised to a township, or waits for its whistle', () => {
    expect(refusal(() => take(new Scene()))).toBe('claim.not-raised');
    expect(refusal(() => take(new Scene({ severity: 'emergency' }).accept()))).toBe('claim.not-raised');
    const scene = new Scene().toTownship();
    const asked = { whistleId: scene.newId(), orderId: scene.lead.id, township: ROOM, lead: URBAN, assists: [] };
    scene.then(whistle(scene.matter, { ...asked, at: scene.now }, scene.context()));
    expect(refusal(() => take(scene))).toBe('claim.not-raised');
  });
});
