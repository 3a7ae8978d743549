import type { OrderView } from '../replay/matter.js';
import { held, unreturned } from './case.js';

const order: OrderView & { parentId: string } = {
  ...{ id: 'o', ticketId: 't', unit: 'u', tier: 'grid', role: 'lead', state: 'accepted', round: 1, waiting: false },
  returns: 1,
  ...{ verifier: 'v', dispatcher: 'd', area: 'a', grid: 'g', category: '0101', issuedAt: '2026-03-02T00:00:00Z' },
  ...{ sequence: 4, parentId: 'p' },
};

describe('what is kept of an order', () => {
  it('is its version, where it stands as expected', () => {
    expect(held(order, 'accepted')).toMatchObject({ id: 'o', state: 'accepted', sequence: 4, parentId: 'p' });
  });

  it('is an earlier version where it has come further, so that the step is taken again and found done', () => {
    expect(held(order, 'issued')).toMatchObject({ state: 'issued', sequence: 1 });
  });

  it('is nothing that no act asks for', () => {
    expect(held(order, 'issued')).not.toHaveProperty('issuedAt');
  });

  it('is not returned again in a run that goes on from before its return was overruled', () => {
    const issued = { ...order, state: 'issued' };
    expect(unreturned(held(issued, 'issued'))).toMatchObject({ returns: 0, sequence: 1 });
    expect(unreturned(held({ ...issued, returns: 0 }, 'issued'))).toMatchObject({ returns: 0, sequence: 4 });
  });
});
