import fc from 'fast-check';
import { duplicateKey } from './duplicate-key.js';

test.each([
  ['{"a":1,"a":2}', 'a'],
  ['{"a":1,"b":{"c":1,"d":[],"c":2}}', 'c'],
  ['[{"a":1},{"b":1,"b":1}]', 'b'],
  ['{"a":1,"\\u0061":2}', 'a'],
  ['{"a":"b","c":"a"}', undefined],
  ['{"a":{"a":{"a":1}}}', undefined],
  ['{"a":[{"b":1},{"b":1}],"c":["a","a"]}', undefined],
  ['{"a":"\\"b\\":1,\\"b\\":2","b":"\\\\"}', undefined],
  ['{"a":[1,2],"b":"a"}', undefined],
  ['"a"', undefined],
])('%s', (json, found) => expect(duplicateKey(json)).toBe(found));

test('what was made from values has no name twice, whatever they are', () => {
  fc.assert(fc.property(fc.json(), (json) => duplicateKey(JSON.stringify(JSON.parse(json))) === undefined));
});

test('a name that is added a second time is found, wherever it stands', () => {
  const add = (json: string, name: string): string => `{"x":[${json}],${JSON.stringify(name)}:1,"y":${json},"z":{}}`;
  fc.assert(
    fc.property(fc.json(), fc.constantFrom('x', 'other'), (json, name) => {
      return duplicateKey(add(JSON.stringify(JSON.parse(json)), name)) === (name === 'x' ? 'x' : undefined);
    }),
  );
});
