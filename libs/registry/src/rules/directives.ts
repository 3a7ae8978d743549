import type { Detail } from '@gridwhistle/kernel';
import type { DirectiveChannel } from '../document/acts.js';
import { duplicates, problem, type Draft, type Item } from '../draft.js';
import { limitProblem } from './limits.js';

/** Every channel of directives has limits that can be read, and units that exist to issue through it. */
export function directiveRules(draft: Draft): Detail[] {
  const channels = draft.list('directiveChannels');
  return [
    ...duplicates(channels, (channel) => channel.code, 'directive-channel.duplicate'),
    ...channels.flatMap((item) => [
      ...limitProblem(`${item.at}.signLimit`, item.value.signLimit),
      ...limitProblem(`${item.at}.reportLimit`, item.value.reportLimit),
      ...issuerProblems(item, draft),
    ]),
  ];
}

function issuerProblems({ at, value }: Item<DirectiveChannel>, draft: Draft): Detail[] {
  const isUnit = draft.declared('units');
  return value.issuers.flatMap((unit, index) =>
    isUnit(unit)
      ? []
      : [problem(`${at}.issuers.${index}`, 'directive-channel.unknown-unit', `there is no unit ${unit}`)],
  );
}
