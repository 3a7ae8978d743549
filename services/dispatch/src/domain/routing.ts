import type { Channel } from '@gridwhistle/kernel';
import type { RouteAnswer, RouteQuestion, Rules } from './rules.js';

/** What the routes said of a matter, and what they looked at: a changed set of routes is tried on the same. */
export interface Routed extends RouteAnswer {
  readonly asked: Asked;
}

/** A question as it is kept beside its ticket, which has the channel. */
export type Asked = Omit<RouteQuestion, 'channel' | 'at'> & { readonly at: string };

/** Asks the routes, and keeps what they were asked. */
export function routed(question: RouteQuestion, rules: Rules): Routed {
  const { rule, why, unit, waitsFor } = rules.route(question);
  const { channel: _channel, at, ...facts } = question;
  return { rule, why, unit, waitsFor, asked: { ...facts, at: at.toISOString() } };
}

/** The question once more. */
export const questionOf = ({ at, ...facts }: Asked, channel: Channel): RouteQuestion => ({
  ...facts,
  channel,
  at: new Date(at),
});
