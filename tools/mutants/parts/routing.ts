import type { Mutant } from '../mutant.js';

export const ROUTING_OFF: readonly Mutant[] = [
  {
    rule: 'routing 1',
    file: 'libs/registry/src/routing.ts',
    from: 'fits(when, input, places) && fitsTime(when, input.at, calendar)',
    to: 'fits(when, input, places)',
  },
  {
    rule: 'routing 2',
    file: 'services/dispatch/src/domain/opening.ts',
    from: 'reportedAt: at } = report;',
    to: '} = report;\n  const at = context.now;',
  },
  {
    rule: 'routing 3',
    file: 'services/dispatch/src/domain/opening.ts',
    from: 'routing: way.routing };',
    to: 'routing: null };',
  },
  {
    rule: 'routing 4',
    file: 'libs/registry/src/routing.ts',
    from: 'when.words?.some((code) => input.wordLists?.includes(code)) ?? true',
    to: 'true',
  },
  {
    rule: 'routing 5',
    file: 'services/dispatch/src/domain/issue.ts',
    from: 'assignee: job.assignee ?? null,',
    to: 'assignee: null,',
  },
  {
    rule: 'routing 6',
    file: 'services/dispatch/src/domain/routing.ts',
    from: 'if (!isGone) return',
    to: 'if (!isGone || asked) return',
  },
  {
    rule: 'routing 7',
    file: 'libs/registry/src/warnings.ts',
    from: 'earlier.find((each) => isWithin(reach, each.reach))',
    to: 'earlier.find(() => false)',
  },
  {
    rule: 'routing 8',
    file: 'services/dispatch/src/domain/trial.ts',
    from: 'if (wayOf(from) !== wayOf(to)) this.shift(id, from, to);',
    to: 'if (wayOf(from) === wayOf(to)) this.shift(id, from, to);',
  },
];
