import { Bar } from './bar.js';

const progress = (closed: number) => ({ total: 20, posted: 20, closed, failed: 0, inFlight: 3 });

describe('the progress bar', () => {
  it('is written over on a terminal', () => {
    const written: string[] = [];
    const bar = new Bar({ isTTY: true, write: (text) => written.push(text) });
    bar.show(progress(10));
    bar.show(progress(11));
    bar.end();
    expect(written).toHaveLength(2);
    expect(written[0]).toContain('[###############...............] 10/20 closed, 20 posted, 3 in hand');
  });

  it('is a line each tenth of the way elsewhere', () => {
    const written: string[] = [];
    const bar = new Bar({ write: (text) => written.push(text) });
    for (let closed = 0; closed <= 20; closed++) bar.show(progress(closed));
    bar.say('SIGTERM to intake');
    expect(written).toHaveLength(11);
    expect(written.at(-1)).toBe('SIGTERM to intake\n');
  });
});
