import type { DraftDirective } from '@gridwhistle/contracts';
import { DomainError, type Detail } from '@gridwhistle/kernel';
import { may, type Actor } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import type { Selection } from './domain/directive.js';
import { limitProblems, type Draft } from './domain/issuing.js';

/** In whose name somebody writes a directive, and what is wrong with the channel. */
export interface Issuing {
  readonly issuer: string;
  readonly problems: Detail[];
}

/** The caller's unit that may issue through the channel; any of theirs where none may, beside the problem. */
export function issuerOf(actor: Actor, channel: string, rules: Profile): Issuing {
  const units = actor.memberships
    .map(({ unit }) => unit)
    .filter((unit) => may(actor, 'directive.draft', { dispatcher: unit }));
  const [first] = units;
  if (first === undefined) throw new DomainError('auth.forbidden', 'you belong to no unit that could issue anything');
  const known = rules.directiveChannel(channel);
  const issuer = units.find((unit) => known?.issuers.includes(unit));
  if (issuer !== undefined) return { issuer, problems: [] };
  const problem = known
    ? { code: 'directive.not-allowed', message: `${first} may not issue through ${channel}` }
    : { code: 'directive.channel-unknown', message: `${channel} is no channel of this district` };
  return { issuer: first, problems: [{ field: 'channel', ...problem }] };
}

export const selectionOf = ({ to }: DraftDirective): Selection => ({
  areas: to.areas ?? [],
  tiers: to.tiers ?? [],
  roles: to.roles ?? [],
  units: to.units ?? [],
  persons: to.persons ?? [],
});

/** What was asked for, once nothing is wrong with it. */
export function draftOf(asked: DraftDirective, unit: string, rules: Profile): Draft {
  const channel = rules.directiveChannel(asked.channel);
  if (!channel) throw new Error('an unknown channel has been refused');
  return {
    ...{ unit, channel, duty: asked.duty, to: selectionOf(asked) },
    sign: limitOf(asked.signWithin),
    report: limitOf(asked.reportWithin),
  };
}

/** What is wrong with the limits, were it issued at once; the field is the one that was named. */
export function limitProblemsOf(asked: DraftDirective, rules: Profile, now: Date): Detail[] {
  const channel = rules.directiveChannel(asked.channel);
  if (!channel) return [];
  const [sign, report] = [limitOf(asked.signWithin) ?? channel.sign, limitOf(asked.reportWithin) ?? channel.report];
  return limitProblems({ sign, report }, asked.reportWithin ? 'reportWithin' : 'signWithin', { rules, now });
}

const limitOf = (limit: DraftDirective['signWithin']) => limit && { amount: limit.amount, unit: limit.measure };
