import type { ServiceName } from '@gridwhistle/kernel';
import type { Person, Versioned } from '../../tools/replay/person.js';
import type { Hand, Stage } from '../stage.js';

/** What one side sends. */
export interface Command {
  readonly by: Person;
  readonly to: ServiceName;
  /** Below `/api/v1`. */
  readonly path: string;
  readonly body: object;
  /** The version, or the idempotency key, that it names. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Two commands that are both allowed, at the same moment. */
export interface Meeting {
  /** The tickets it is about, in the order in which outcomes name them. */
  readonly tickets: readonly string[];
  readonly first: Command;
  /** Undefined where a clock is the other side. */
  readonly second: Command | undefined;
}

/** Whose command was answered with success; a clock always has its way. */
export type Winner = 'first' | 'second' | 'both';

export interface Pair {
  readonly id: string;
  readonly about: string;
  /** Brings a new matter to where both are allowed. */
  readonly meet: (stage: Stage) => Promise<Meeting>;
  /** What may become of it: by who won, how everything may stand afterwards, in the words of `standingOf`. */
  readonly outcomes: Readonly<Partial<Record<Winner, readonly string[]>>>;
  /** Codes that the loser may be answered with; `precondition.stale` where none are named: look again. */
  readonly refused?: readonly string[];
  /** Milliseconds that one side may be late, where what the other does must travel by an event; else a few. */
  readonly apart?: number;
  /** The kind of the clock that comes to its last rung at the same moment, in the place of a second command. */
  readonly due?: string;
}

/** About as long as an event takes from one service to another. */
export const BY_EVENT_MS = 150;

/** Somebody else was faster. */
export const STALE = 'precondition.stale';

/** What somebody does with a matter in hand. */
export type Side<H extends Hand = Hand> = (stage: Stage, hand: H) => Command | Promise<Command>;

/** A matter is brought to where it is to be, and both sides look at it; without a second one a clock is the other. */
export const meeting =
  <H extends Hand>(bring: (stage: Stage) => Promise<H>, first: Side<H>, second?: Side<H>): Pair['meet'] =>
  async (stage) => {
    const hand = await bring(stage);
    const tickets = [hand, ...(hand.others ?? [])].map(({ matter }) => matter.ticketId);
    return { tickets, first: await first(stage, hand), second: await second?.(stage, hand) };
  };

type Entity = 'orders' | 'tickets' | 'whistles' | 'extensions' | 'suspensions';

/** An act on something of dispatch's or escalation's, as it was seen. */
export const act = (
  by: Person,
  entity: Entity,
  seen: Versioned & { readonly id: string },
  name: string,
  body: object = {},
): Command => ({
  by,
  to: entity === 'whistles' ? 'escalation' : 'dispatch',
  path: `/${entity}/${seen.id}/${name}`,
  body,
  headers: { 'if-match': `"${seen.sequence}"` },
});

/** Something new: what is asked for twice under one key is one thing. */
export const wish = (by: Person, to: ServiceName, path: string, body: object, key: string): Command => ({
  by,
  to,
  path,
  body,
  headers: { 'idempotency-key': key },
});
