import { judge } from './gate.js';

const at = (last_sequence: number, parked = false) => ({ last_sequence, parked });

test.each([
  ['the next event is applied', at(3), 4, 'next'],
  ['an event that was applied is a repeat', at(3), 3, 'repeated'],
  ['an older one too', at(3), 1, 'repeated'],
  ['one after a gap is early', at(3), 5, 'early'],
  ['the first event of an unknown aggregate is the next', at(0), 1, 'next'],
  ['behind a parked event the next one is parked as well', at(3, true), 4, 'behind'],
  ['behind a parked event a gap is still a gap', at(3, true), 5, 'early'],
  ['behind a parked event a repeat is still a repeat', at(3, true), 3, 'repeated'],
] as const)('%s', (_name, gate, sequence, verdict) => {
  expect(judge(gate, sequence)).toBe(verdict);
});
