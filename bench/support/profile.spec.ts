import { hotSpots, packageOf } from './profile.js';

const node = (id: number, functionName: string, url: string) => ({
  id,
  callFrame: { functionName, url, lineNumber: 9 },
});

describe('the hot spots of a profile', () => {
  it('are shares of the busy time, by package and function', () => {
    const nodes = [
      node(1, '(idle)', ''),
      node(2, 'query', 'file:///repo/node_modules/pg/lib/client.js'),
      node(3, 'fire', 'file:///repo/services/dispatch/src/timers.ts'),
      node(4, '(garbage collector)', ''),
    ];
    const profile = { nodes, samples: [1, 2, 3, 4, 2], timeDeltas: [500, 200, 100, 100, 100] };
    expect(hotSpots(profile, '/repo')).toEqual({
      busy: 50,
      packages: [
        { name: 'node_modules/pg', percent: 60 },
        { name: 'services/dispatch', percent: 20 },
        { name: '(garbage collector)', percent: 20 },
      ],
      functions: [
        { name: 'query node_modules/pg/lib/client.js:10', percent: 60 },
        { name: 'fire services/dispatch/src/timers.ts:10', percent: 20 },
        { name: '(garbage collector)', percent: 20 },
      ],
    });
  });

  it.each([
    ['node_modules/@nestjs/core/router.js', 'node_modules/@nestjs/core'],
    ['libs/messaging/src/relay.ts', 'libs/messaging'],
    ['node:internal/streams/writable', 'node:internal'],
    ['', ''],
  ])('put %s into %s', (place, name) => expect(packageOf(place)).toBe(name));
});
