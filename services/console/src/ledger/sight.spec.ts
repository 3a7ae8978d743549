import { may, type Actor, type Membership } from '@gridwhistle/platform';
import { unknownTicket } from '../domain/ledger-ticket.js';
import { scopesOfTicket } from '../domain/scope.js';
import { sightOf } from './sight.js';

const district = '522730';
const staff = (...memberships: Membership[]): Actor => ({ kind: 'staff', id: 'w1', memberships });
const member = (unit: string, kind: Membership['kind'], area: string): Membership => ({
  unit,
  area,
  roles: ['member'],
  ...(kind ? { kind } : {}),
});

const actors: Record<string, Actor> = {
  'the centre': staff(member('522730-centre', 'centre', '522730')),
  'a township room': staff(member('522730001-room', 'office', '522730001')),
  'a village office': staff(member('522730001001-branch', 'office', '522730001001')),
  'a grid': staff(member('522730001001001', 'grid', '522730001001')),
  'a department': staff(member('522730-water', 'department', '522730')),
  'somebody with two posts': staff(
    member('522730-water', 'department', '522730'),
    member('522730002001001', 'grid', '522730002001'),
  ),
  'somebody without a post': staff(),
};
const grids = ['522730001001001', '522730001001002', '522730001002001', '522730002001001'];

describe.each(Object.entries(actors))('what %s sees in the ledger', (_name, actor) => {
  it.each(grids)('is what may says, in grid %s', (grid) => {
    const ticket = { ...unknownTicket('019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b', new Date(0)), grid };
    const { everything, scopes } = sightOf(actor, district);
    const visible = everything || scopesOfTicket(ticket, district).some((scope) => scopes.includes(scope));
    expect(visible).toBe(may(actor, 'ticket.read', { area: grid }));
  });
});

describe('a department', () => {
  it('sees by what it holds or may claim, not by the district it sits in [up 3]', () => {
    const water = sightOf(staff(member('522730-water', 'department', '522730')), district);
    expect(water).toEqual({
      everything: false,
      scopes: ['unit:522730-water', 'claim:522730-water'],
      units: ['522730-water'],
    });
  });
});
