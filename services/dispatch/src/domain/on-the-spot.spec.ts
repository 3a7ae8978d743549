import { Profile } from '@gridwhistle/registry';
import { BRANCH, GRID, smallDistrict } from '@gridwhistle/testing/small-district';
import { found, Scene } from '../../test/scene.js';
import { sendBack } from './handling.js';
import type { Report } from './opening.js';

const DRAWN = '019a1b2c-3d4e-7f50-8a6b-7c8d00000000';
const NOT_DRAWN = '019a1b2c-3d4e-7f50-8a6b-7c8dffffffff';
const SETTLED = { channel: 'grid-worker', settledAs: 'explained', reportedBy: GRID, photos: 2 } as const;

/** Half of what is settled on the spot is checked; all of it where the profile says nothing. */
function settled(report: Partial<Report>, percent: number | undefined = 50): Scene {
  const document = { ...smallDistrict(), ...(percent === undefined ? {} : { spotCheck: { percent } }) };
  return new Scene({ ...SETTLED, ...report }, 0, new Profile(document));
}

describe('a matter that was settled on the spot', () => {
  it('is report, result and proof in one act [up 1]', () => {
    const scene = settled({ ticketId: NOT_DRAWN });
    expect(scene.last('ticket.assigned')).toMatchObject({ unit: GRID, rule: 'on-the-spot', round: 1 });
    expect(scene.last('order.accepted')).toMatchObject({ unit: GRID, onTime: true });
    expect(scene.last('order.resolved')).toMatchObject({ unit: GRID, proofs: 2, onTime: true });
    expect(scene.last('order.confirmed')).toMatchObject({ unit: GRID, unchecked: true });
    expect(scene.last('ticket.resolved')).toMatchObject({ outcome: 'explained', unit: GRID, onTime: true });
    expect(scene.matter.ticket).toMatchObject({ state: 'resolved', outcome: 'explained' });
    expect(scene.matter.orders).toMatchObject([{ state: 'confirmed' }]);
  });

  it('names the worker who settled it, where the report does [up 1]', () => {
    const settledBy = 'grid-522730001001001';
    const named = settled({ ticketId: NOT_DRAWN, settledBy });
    expect([named.last('order.accepted'), named.last('order.resolved')]).toMatchObject([
      { by: settledBy },
      { by: settledBy },
    ]);
    expect(settled({ ticketId: NOT_DRAWN }).last('order.resolved')).not.toHaveProperty('by');
  });

  it('says everything that happened, each once', () => {
    expect(settled({ ticketId: NOT_DRAWN }).names().toSorted()).toEqual([
      ...['order.accepted', 'order.confirmed', 'order.issued', 'order.resolved'],
      ...['ticket.assigned', 'ticket.opened', 'ticket.resolved'],
    ]);
  });

  it('is checked by the verifier where it is drawn [up 2]', () => {
    const scene = settled({ ticketId: DRAWN });
    const order = found(scene.matter.orders[0]);
    expect(order).toMatchObject({ state: 'resolved', verifier: BRANCH });
    expect(scene.names()).not.toContain('order.confirmed');
    scene.then(sendBack(scene.matter, order, scene.context()));
    scene.resolve(scene.lead).confirm(found(scene.matter.orders[0]));
    expect(scene.last('order.confirmed')).not.toHaveProperty('unchecked');
    expect(scene.matter.ticket.state).toBe('resolved');
  });

  it.each([
    [NOT_DRAWN, 100, 'resolved'],
    [NOT_DRAWN, 99, 'confirmed'],
    [DRAWN, 1, 'resolved'],
    [DRAWN, 0, 'confirmed'],
    [NOT_DRAWN, undefined, 'resolved'],
  ] as const)('is drawn by share: %s of %p percent is %s', (ticketId, percent, state) => {
    const document = { ...smallDistrict(), ...(percent === undefined ? {} : { spotCheck: { percent } }) };
    const scene = new Scene({ ...SETTLED, ticketId }, 0, new Profile(document));
    expect(scene.matter.orders[0]?.state).toBe(state);
  });

  it.each([
    [{ reportedBy: '522730001001099' }],
    [{ category: 'gone' }],
    [{ grid: undefined }],
    [{ settledAs: undefined }],
  ])('goes up as any other where the profile in force does not know its grid or category: %j', (report) => {
    const scene = settled({ ticketId: NOT_DRAWN, ...report });
    expect(scene.names()).not.toContain('order.accepted');
    expect(scene.matter.ticket.rule).not.toBe('on-the-spot');
  });
});
