import type { Mutant } from '../mutant.js';

const BRIDGE = 'services/hotline-bridge/src/domain';

export const HOTLINE_OFF: readonly Mutant[] = [
  {
    rule: 'hotline 1',
    file: `${BRIDGE}/mapping.ts`,
    from: "return wrong('mapping.unknown-code',",
    to: "if (codes) return {};\n  return wrong('mapping.unknown-code',",
  },
  {
    rule: 'hotline 2',
    file: 'libs/registry/src/rules/hotline.ts',
    from: 'if (isTold !== silent.includes(kind)) return [];',
    to: 'if (isTold !== silent.includes(kind) || !isTold) return [];',
  },
  { rule: 'hotline 3', file: `${BRIDGE}/mode.ts`, from: 'if (named === false) {', to: 'if (mode === undefined) {' },
  { rule: 'hotline 4', file: `${BRIDGE}/said.ts`, from: 'round : round - 1;', to: 'round : round;' },
  {
    rule: 'hotline 5',
    file: `${BRIDGE}/said.ts`,
    from: "if (state !== 'closed') return;",
    to: "if (state !== 'suspended') return;",
  },
  {
    rule: 'hotline 6',
    file: `${BRIDGE}/said.ts`,
    from: "if (state !== 'resolved') return;",
    to: "if (state !== 'suspended') return;",
  },
  {
    rule: 'hotline 7',
    file: `${BRIDGE}/following.ts`,
    from: 'mergedWhole ?? mergedInto ?? ticketId',
    to: 'mergedInto ?? mergedWhole ?? ticketId',
  },
  { rule: 'hotline 8', file: `${BRIDGE}/said.ts`, from: 'if (!hasResult) throw', to: 'if (round < 0) throw' },
];
