import { make, ReminderSent, SupervisionOpened } from '@gridwhistle/contracts';
import { publish } from '@gridwhistle/messaging';
import type { Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { consequencesOf, type Consequence } from './domain/reaction.js';
import { FollowUpStore, type FollowUpRow } from './follow-up.store.js';

/** What a follow-up is about. */
export interface Blame {
  ticketId: string;
  orderId: string;
  whistleId?: string | undefined;
  /** The event that led to it, or `by-hand`. */
  cause: string;
  unit: string;
  reason?: string;
  madeBy?: string;
}

/** Writes reminders and supervisions, each with its event, in the transaction of what led to them. */
@Injectable()
export class FollowUpWriter {
  constructor(private readonly followUps: FollowUpStore) {}

  /** What the profile wants done about a rung. */
  async react(tx: EntityManager, blame: Blame, profile: Profile, now: Date): Promise<void> {
    const supervisor = profile.verifierOf(blame.unit).code;
    for (const consequence of consequencesOf(blame.unit, supervisor, profile.escalationsOn(blame.cause))) {
      await this.write(tx, blame, consequence, now);
    }
  }

  async write(tx: EntityManager, blame: Blame, consequence: Consequence, now: Date): Promise<FollowUpRow> {
    const row = rowOf(blame, consequence, v7({ msecs: now.getTime() }), now);
    await this.followUps.insert(tx, row);
    const { id, kind, ticketId, unit } = row;
    await publish(tx, { entity: kind, id, sequence: 0, ticketId, unit }, [eventOf(row)], now);
    return row;
  }
}

function rowOf(blame: Blame, consequence: Consequence, id: string, at: Date): FollowUpRow {
  return {
    id,
    kind: consequence.kind,
    ticketId: blame.ticketId,
    orderId: blame.orderId,
    whistleId: blame.whistleId ?? null,
    unit: consequence.unit,
    supervisor: consequence.kind === 'supervision' ? consequence.supervisor : null,
    cause: blame.cause,
    reason: blame.reason ?? null,
    madeBy: blame.madeBy ?? null,
    at,
  };
}

function eventOf({ id, ticketId, orderId, unit, cause, whistleId, supervisor }: FollowUpRow): object {
  const about = { ticketId, orderId, unit, cause, ...(whistleId ? { whistleId } : {}) };
  return supervisor === null
    ? make(ReminderSent, { ...about, reminderId: id })
    : make(SupervisionOpened, { ...about, supervisionId: id, supervisor });
}
