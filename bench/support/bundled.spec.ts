import { Bundles } from './bundled.js';

const TEXT = [
  'var a;',
  '// node_modules/pg/lib/client.js',
  'x();',
  '  // libs/messaging/src/relay.ts',
  'y();',
  '// a remark',
  'z();',
];

it.each([
  [0, undefined],
  [2, 'node_modules/pg/lib/client.js'],
  [4, 'libs/messaging/src/relay.ts'],
  [6, 'libs/messaging/src/relay.ts'],
])('line %s of a bundle came from %s', (line, path) => {
  const bundles = new Bundles(() => TEXT.join('\n'));
  expect(bundles.moduleAt('chunk.mjs', line)).toBe(path);
});
