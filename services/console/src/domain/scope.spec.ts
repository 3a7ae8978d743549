import { unknownTicket } from './ledger-ticket.js';
import { scopesOfTicket } from './scope.js';

const ticket = unknownTicket('019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b', new Date(0));

describe('the scopes of a ticket', () => {
  it('are every area its grid lies in, and its dispatching unit', () => {
    const located = { ...ticket, grid: '522730001001001', dispatcher: '522730001-room' };
    expect(scopesOfTicket(located, '522730')).toEqual([
      'area:522730',
      'area:522730001',
      'area:522730001001',
      'area:522730001001001',
      'unit:522730001-room',
    ]);
  });

  it('are the district alone while nothing is known of its place', () => {
    expect(scopesOfTicket(ticket, '522730')).toEqual(['area:522730']);
  });

  it('never reach above the district', () => {
    expect(scopesOfTicket({ ...ticket, grid: '411522104000001' }, '411522104')).toEqual([
      'area:411522104',
      'area:411522104000',
      'area:411522104000001',
    ]);
  });
});
