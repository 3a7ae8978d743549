import { noticeProblems, officeHoursProblems, parseLimit } from '@gridwhistle/clocks';
import { allCommands, allEvents } from '@gridwhistle/contracts';
import type { Detail } from '@gridwhistle/kernel';
import type { WhistleKind } from '../document/acts.js';
import { duplicates, problem, type Draft } from '../draft.js';
import { limitProblem } from './limits.js';

/** Every limit can be read, office hours can be counted, every clock has its limit. */
export function clockRules(draft: Draft): Detail[] {
  const clocks = draft.list('clocks');
  return [
    ...duplicates(clocks, (clock) => clock.kind, 'clock.duplicate'),
    ...clocks.flatMap(({ at, value }) => [
      ...limitProblem(`${at}.limit`, value.limit),
      ...limitProblem(`${at}.emergencyLimit`, value.emergencyLimit),
      ...limitProblem(`${at}.overdueAfter`, value.overdueAfter),
      ...(value.limit === undefined && value.kind !== 'handling'
        ? [problem(`${at}.limit`, 'clock.no-limit', 'only the handling clock takes its limit from a standard')]
        : []),
    ]),
    ...missingClocks(draft),
    ...tierLimitRules(draft),
    ...windowProblems(draft),
    ...noticeRules(draft),
  ];
}

/** No order is issued without a limit for accepting it; of every other clock the ladder can do without. */
function missingClocks(draft: Draft): Detail[] {
  const isThere = draft.list('clocks').some(({ value }) => value.kind === 'accept');
  if (isThere || !draft.isWhole('clocks')) return [];
  return [problem('clocks', 'clock.missing', 'there is no clock accept: without its limit no order can be issued')];
}

function tierLimitRules(draft: Draft): Detail[] {
  const limits = draft.list('tierLimits');
  return [
    ...duplicates(limits, ({ tier }) => tier, 'tier-limit.duplicate'),
    ...limits.flatMap(({ at, value }) => limitProblem(`${at}.limit`, value.limit)),
  ];
}

/** Each year's notice once, with days that can be off and days that can be worked in return. */
function noticeRules(draft: Draft): Detail[] {
  const notices = draft.list('holidayNotices');
  const days = notices.flatMap(({ at, value }) => noticeProblems(value, at));
  return [
    ...duplicates(notices, ({ year }) => String(year), 'calendar.notice-twice'),
    ...days.map((each) => ({ ...each, code: 'calendar.notice' })),
  ];
}

function windowProblems(draft: Draft): Detail[] {
  const fallback = draft.get('fallbackLimits');
  const hours = officeHoursProblems(draft.get('calendar')?.officeHours ?? [], 'calendar.officeHours');
  return [
    ...limitProblem('fallbackLimits.normal', fallback?.normal),
    ...limitProblem('fallbackLimits.emergency', fallback?.emergency),
    ...limitProblem('ratingWindow', draft.get('ratingWindow')),
    ...limitProblem('returnWindow', draft.get('returnWindow')),
    ...limitProblem('reopenWindow', draft.get('reopenWindow')),
    ...(draft.get('calendar') ? hours.map((each) => ({ ...each, code: 'calendar.office-hours' })) : []),
  ];
}

export function whistleRules(draft: Draft): Detail[] {
  const whistles = draft.list('whistles');
  return [
    ...duplicates(whistles, (kind) => kind.code, 'whistle.duplicate'),
    ...whistles.flatMap(({ at, value }) => [
      ...limitProblem(`${at}.approvalLimit`, value.approvalLimit),
      ...limitProblem(`${at}.reportInLimit`, value.reportInLimit),
      ...emergencyProblems(`${at}.approvalLimit`, value),
    ]),
  ];
}

/** An emergency does not wait for the office to open. */
function emergencyProblems(at: string, { nature, approvalLimit }: Partial<WhistleKind>): Detail[] {
  if (nature !== 'emergency' || approvalLimit === undefined || limitProblem(at, approvalLimit).length > 0) return [];
  const { amount, unit } = parseLimit(approvalLimit);
  const isQuick = unit === 'emergency-hour' && amount <= 1;
  const message = 'for an emergency: one hour at most, in emergency hours, which run day and night';
  return isQuick ? [] : [problem(at, 'whistle.emergency-slow', message)];
}

/** A rung that no event reports leads to nothing, and a step must stand for an act that exists. */
export function wordRules(draft: Draft): Detail[] {
  const events = new Set(allEvents().map((event) => event.name));
  const acts = new Set(allCommands().map((command) => command.name));
  const [escalations, steps, admissions] = [draft.list('escalations'), draft.list('steps'), draft.list('admissions')];
  return [
    ...duplicates(escalations, ({ on, act }) => `${on} ${act}`, 'escalation.duplicate'),
    ...escalations
      .filter(({ value }) => !events.has(value.on))
      .map(({ at, value }) => problem(`${at}.on`, 'escalation.unknown-event', `there is no event ${value.on}`)),
    ...duplicates(steps, (step) => step.code, 'step.duplicate'),
    ...steps
      .filter(({ value }) => value.act !== undefined && !acts.has(value.act))
      .map(({ at, value }) => problem(`${at}.act`, 'step.unknown-act', `there is no act ${value.act ?? ''}`)),
    ...duplicates(admissions, (admission) => admission.code, 'admission.duplicate'),
  ];
}
