import { Watch } from './watch.js';

const issued = { event: 'order.issued', entity: 'order', id: 'o1', sequence: 1, ticketId: 't1', unit: 'grid' };

describe('whoever waits for an order', () => {
  it('gets one that has come already', async () => {
    const watch = new Watch(1000);
    watch.heard(issued);
    await expect(watch.order('t1', 'grid')).resolves.toEqual({ id: 'o1', sequence: 1 });
  });

  it('gets one that comes later, and no other', async () => {
    const watch = new Watch(1000);
    const order = watch.order('t1', 'grid');
    watch.heard({ ...issued, id: 'o2', unit: 'branch' });
    watch.heard({ ...issued, id: 'o3', event: 'order.accepted' });
    watch.heard(issued);
    await expect(order).resolves.toEqual({ id: 'o1', sequence: 1 });
  });

  it('is told when none comes', () => expect(new Watch(5).order('t1', 'grid')).rejects.toThrow('no order of t1'));
});
