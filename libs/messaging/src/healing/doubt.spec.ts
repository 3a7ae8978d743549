import { Doubt } from './doubt.js';

describe('the doubt whether a stream has lost something', () => {
  const single = { replicas: 1, isLed: false, leader: '' };
  const leader = { replicas: 3, isLed: true, leader: 'one' };
  const cutOff = { replicas: 3, isLed: false, leader: 'one' };
  let now = 0;
  const after = (milliseconds: number): Doubt => {
    now = 0;
    const doubt = new Doubt(() => now);
    doubt.isOver(leader, 'a');
    now = milliseconds;
    return doubt;
  };

  it('is none with a single server', () => expect(new Doubt().isOver(single, 'a')).toBe(true));

  it('is not over at the first look at a cluster', () => expect(new Doubt().isOver(leader, 'a')).toBe(false));

  it('is over when a leader has shown the same for a while', () => {
    expect(after(5_000).isOver(leader, 'a')).toBe(false);
    expect(after(6_000).isOver(leader, 'a')).toBe(true);
  });

  it('is never over with a node that no majority follows, and begins again after it', () => {
    const doubt = after(6_000);
    expect(doubt.isOver(cutOff, 'a')).toBe(false);
    expect(doubt.isOver(leader, 'a')).toBe(false);
  });

  it('begins again with another leader, and after a time without looks', () => {
    expect(after(6_000).isOver({ ...leader, leader: 'two' }, 'a')).toBe(false);
    expect(after(10_000).isOver(leader, 'a')).toBe(false);
  });

  it('begins again after a look at which nothing was missing', () => {
    const doubt = after(6_000);
    doubt.settle('a');
    expect(doubt.isOver(leader, 'a')).toBe(false);
  });

  it('is about one thing', () => expect(after(6_000).isOver(leader, 'b')).toBe(false));
});
