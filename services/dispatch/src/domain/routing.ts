import type { Channel } from '@gridwhistle/kernel';
import type { Context, RouteAnswer, RouteQuestion } from './rules.js';

/** What the routes said of a matter, and what they looked at: a changed set of routes is tried on the same. */
export interface Routed extends RouteAnswer {
  readonly asked: Asked;
}

/** A question as it is kept beside its ticket, which has the channel. */
export type Asked = Omit<RouteQuestion, 'channel' | 'at'> & { readonly at: string };

const HAS_LEFT = {
  zh: '（指定人员已离开该单位，由单位办理）',
  en: ' (the person it names has left: the unit has it alone)',
};

/** Asks the routes, and keeps what they were asked. Whoever has left is not named, and the reason says so. */
export function routed(question: RouteQuestion, { rules, hasLeft }: Context): Routed {
  const { rule, why, unit, person, waitsFor, inform = [] } = rules.route(question);
  const { channel: _channel, at, ...facts } = question;
  const asked = { ...facts, at: at.toISOString() };
  const isGone = person !== undefined && unit !== undefined && hasLeft?.(person, unit) === true;
  if (!isGone) return { rule, why, unit, person, waitsFor, inform, asked };
  const said = { zh: why.zh + HAS_LEFT.zh, en: why.en + HAS_LEFT.en };
  return { rule, why: said, unit, person: undefined, waitsFor, inform, asked };
}

/** The question once more. */
export const questionOf = ({ at, ...facts }: Asked, channel: Channel): RouteQuestion => ({
  ...facts,
  channel,
  at: new Date(at),
});
