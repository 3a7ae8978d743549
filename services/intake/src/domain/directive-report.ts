import type { Problem } from './filing.js';

/** The directive that a report names, or why it cannot name one. */
export interface OnTheWay {
  readonly directiveId: string | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Domain §4, Directive: a matter found on the way becomes a report that names the directive. Only staff carry
 * directives out. Whether there is such a directive is its owner's to know, and no reason to lose the matter.
 */
export function foundOnTheWay(directiveId: string | undefined, isStaff: boolean): OnTheWay {
  if (directiveId === undefined || isStaff) return { directiveId, problems: [] };
  const message = 'only staff who carry out a directive name it';
  return { directiveId: undefined, problems: [{ field: 'directiveId', code: 'auth.forbidden', message }] };
}
