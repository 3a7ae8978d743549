import { limitProblems, parseLimit } from '@gridwhistle/clocks';
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
      ...orderProblems(item),
      ...issuerProblems(item, draft),
    ]),
  ];
}

/** Both limits count from the issue. Of two units only the moment of the issue says which limit ends first. */
function orderProblems({ at, value: { signLimit, reportLimit } }: Item<DirectiveChannel>): Detail[] {
  if ([signLimit, reportLimit].some((limit) => limitProblems(limit).length > 0)) return [];
  const [sign, report] = [parseLimit(signLimit), parseLimit(reportLimit)];
  if (sign.unit !== report.unit || report.amount >= sign.amount) return [];
  return [problem(`${at}.reportLimit`, 'directive-channel.report-before-sign', `ends before signLimit, ${signLimit}`)];
}

function issuerProblems({ at, value }: Item<DirectiveChannel>, draft: Draft): Detail[] {
  const isUnit = draft.declared('units');
  return value.issuers.flatMap((unit, index) =>
    isUnit(unit)
      ? []
      : [problem(`${at}.issuers.${index}`, 'directive-channel.unknown-unit', `there is no unit ${unit}`)],
  );
}
