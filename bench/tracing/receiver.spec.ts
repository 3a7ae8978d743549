import { SpanCounter, spansIn } from './receiver.js';

describe('the counter of spans', () => {
  it('counts those of every scope of every resource', () => {
    const scope = (count: number) => ({ spans: Array.from({ length: count }, () => ({})) });
    expect(spansIn({ resourceSpans: [{ scopeSpans: [scope(2), scope(1)] }, { scopeSpans: [scope(3)] }] })).toBe(6);
    expect(spansIn({})).toBe(0);
  });

  it('takes what is posted', async () => {
    const counter = await SpanCounter.start();
    const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{}] }] }] });
    const answer = await fetch(`${counter.url}/v1/traces`, { method: 'POST', body });
    await answer.text();
    expect([answer.status, counter.spans]).toEqual([200, 1]);
    await counter.stop();
  });
});
