import {
  make,
  RaiseDemanded,
  ReminderSent,
  ReminderVoided,
  SupervisionOpened,
  SupervisionVoided,
} from '@gridwhistle/contracts';
import { groupBy, publishAll, type Publication } from '@gridwhistle/messaging';
import type { Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { consequencesOf, type Consequence, type Standing } from './domain/reaction.js';
import { FollowUpStore, type FollowUpRow, type LedTo, type VoidedFollowUp } from './follow-up.store.js';

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

/** A rung that has fired, when, and what its follow-ups name as cause; the active span when left out. */
export interface Rung {
  blame: Blame;
  at: Date;
  traceparent?: string | undefined;
}

/** Writes reminders, supervisions and demands to raise, each with its event, in the transaction of what led to them. */
@Injectable()
export class FollowUpWriter {
  constructor(private readonly followUps: FollowUpStore) {}

  /** What the profile wants done about rungs. */
  async react(tx: EntityManager, rungs: readonly Rung[], profile: Profile): Promise<void> {
    const written = rungs.flatMap(({ blame, at, traceparent }) =>
      wanted(blame, profile).map((consequence) => ({ row: rowOf(blame, consequence, at), traceparent })),
    );
    await this.writeMany(tx, written);
  }

  async write(tx: EntityManager, blame: Blame, consequence: Consequence, now: Date): Promise<FollowUpRow> {
    const row = rowOf(blame, consequence, now);
    await this.writeMany(tx, [{ row, traceparent: undefined }]);
    return row;
  }

  /** What rungs led to that fired although their clock had been stopped. A raise is undone by nobody: dispatch saw to it. */
  async void(tx: EntityManager, led: LedTo, now: Date): Promise<void> {
    if (led.causes.length === 0) return;
    const voided = await this.followUps.void(tx, led, now);
    await publishAll(tx, voided.filter(({ kind }) => kind !== 'raise').map(voiding), now);
  }

  private async writeMany(tx: EntityManager, written: readonly Written[]): Promise<void> {
    const rows = written.map(({ row }) => row);
    await this.followUps.insert(tx, rows);
    for (const [at, same] of groupBy(written, ({ row }) => row.at.getTime())) {
      await publishAll(tx, same.map(publicationOf), new Date(at));
    }
  }
}

interface Written {
  row: FollowUpRow;
  traceparent: string | undefined;
}

function wanted({ unit, cause }: Blame, profile: Profile): Consequence[] {
  return consequencesOf(standingOf(unit, profile), profile.escalationsOn(cause));
}

function standingOf(code: string, profile: Profile): Standing {
  // A re-partition ended the unit: what it still holds is the centre's to look after until somebody has taken over.
  if (!profile.unit(code)) return ofTheCentre(code, profile.centre().code);
  const supervisor = profile.verifierOf(code);
  const centre = profile.centre(profile.unit(code)?.area);
  const above = supervisor.code === centre.code ? centre : profile.verifierOf(supervisor.code);
  const isBelowTheTop = profile.unitAbove(code) !== undefined;
  return { unit: code, supervisor: supervisor.code, above: above.code, isBelowTheTop, centre: centre.code };
}

const ofTheCentre = (unit: string, centre: string): Standing => ({
  ...{ unit, supervisor: centre, above: centre, isBelowTheTop: false, centre },
});

function publicationOf({ row, traceparent }: Written): Publication {
  const { id, kind, ticketId, unit } = row;
  return { aggregate: { entity: kind, id, sequence: 0, ticketId, unit }, events: [eventOf(row)], traceparent };
}

function voiding({ id, kind, ticketId, orderId, unit }: VoidedFollowUp): Publication {
  const event = make(kind === 'reminder' ? ReminderVoided : SupervisionVoided, {
    followUpId: id,
    ticketId,
    orderId,
    unit,
  });
  return { aggregate: { entity: kind, id, sequence: 1, ticketId, unit }, events: [event] };
}

function rowOf(blame: Blame, consequence: Consequence, at: Date): FollowUpRow {
  return {
    id: v7({ msecs: at.getTime() }),
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
    voidedAt: null,
  };
}

function eventOf({ id, kind, ticketId, orderId, unit, cause, whistleId, supervisor }: FollowUpRow): object {
  if (kind === 'raise') return make(RaiseDemanded, { ticketId, orderId, unit, cause, raiseId: id });
  const about = { ticketId, orderId, unit, cause, ...(whistleId ? { whistleId } : {}) };
  return supervisor === null
    ? make(ReminderSent, { ...about, reminderId: id })
    : make(SupervisionOpened, { ...about, supervisionId: id, supervisor });
}
