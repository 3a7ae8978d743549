import {
  make,
  RaiseDemanded,
  ReceiptReminderSent,
  ReceiptSupervisionOpened,
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

interface Cause {
  /** The event that led to it, or `by-hand`. */
  cause: string;
  unit: string;
  reason?: string;
  madeBy?: string;
}

/** A follow-up about an order. */
export interface OrderBlame extends Cause {
  ticketId: string;
  orderId: string;
  whistleId?: string | undefined;
}

/** A follow-up about what a directive asks of a unit, or of a person of it. */
export interface ReceiptBlame extends Cause {
  receiptId: string;
  directiveId: string;
  /** Who waits for the report. */
  issuer?: string | undefined;
}

export type Blame = OrderBlame | ReceiptBlame;

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
      wanted(blame, profile).map((consequence) => ({ blame, row: rowOf(blame, consequence, at), traceparent })),
    );
    await this.writeMany(tx, written);
  }

  async write(tx: EntityManager, blame: Blame, consequence: Consequence, now: Date): Promise<FollowUpRow> {
    const row = rowOf(blame, consequence, now);
    await this.writeMany(tx, [{ blame, row, traceparent: undefined }]);
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
  blame: Blame;
  row: FollowUpRow;
  traceparent: string | undefined;
}

function wanted(blame: Blame, profile: Profile): Consequence[] {
  const standing = 'receiptId' in blame ? overReceipt(blame, profile) : standingOf(blame.unit, profile);
  return consequencesOf(standing, profile.escalationsOn(blame.cause));
}

function standingOf(code: string, profile: Profile): Standing {
  // A re-partition ended the unit: what it still holds is the centre's to look after until somebody has taken over.
  if (!profile.unit(code)) return ofTheCentre(code, profile.centre().code);
  const supervisor = profile.verifierOf(code);
  const centre = profile.centre(profile.unit(code)?.area);
  const isBelowTheTop = profile.unitAbove(code) !== undefined;
  return { ...over(supervisor.code, centre.code, profile), unit: code, isBelowTheTop };
}

/** Whoever issued a directive waits for what it asks; nobody hands it up. */
function overReceipt({ unit, issuer }: ReceiptBlame, profile: Profile): Standing {
  const centre = profile.centre(profile.unit(unit)?.area).code;
  const supervisor = profile.unit(issuer ?? '')?.code ?? centre;
  return { ...over(supervisor, centre, profile), unit, isBelowTheTop: false };
}

const over = (supervisor: string, centre: string, profile: Profile) => ({
  ...{ supervisor, centre },
  above: supervisor === centre ? centre : profile.verifierOf(supervisor).code,
});

const ofTheCentre = (unit: string, centre: string): Standing => ({
  ...{ unit, supervisor: centre, above: centre, isBelowTheTop: false, centre },
});

function publicationOf({ blame, row, traceparent }: Written): Publication {
  const { id, kind, unit, ticketId } = row;
  const entity = 'receiptId' in blame ? `receipt-${kind}` : kind;
  const event = 'receiptId' in blame ? receiptEventOf(blame, row) : eventOf(blame, row);
  return { aggregate: { entity, id, sequence: 0, ticketId, unit }, events: [event], traceparent };
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
    ...aboutOf(blame),
    unit: consequence.unit,
    supervisor: consequence.kind === 'supervision' ? consequence.supervisor : null,
    cause: blame.cause,
    reason: blame.reason ?? null,
    madeBy: blame.madeBy ?? null,
    at,
    voidedAt: null,
  };
}

function aboutOf(blame: Blame): Pick<FollowUpRow, 'ticketId' | 'orderId' | 'whistleId' | 'receiptId' | 'directiveId'> {
  const nothing = { ticketId: null, orderId: null, whistleId: null, receiptId: null, directiveId: null };
  if ('receiptId' in blame) return { ...nothing, receiptId: blame.receiptId, directiveId: blame.directiveId };
  return { ...nothing, ticketId: blame.ticketId, orderId: blame.orderId, whistleId: blame.whistleId ?? null };
}

function eventOf(
  { ticketId, orderId, whistleId, cause }: OrderBlame,
  { id, kind, unit, supervisor }: FollowUpRow,
): object {
  if (kind === 'raise') return make(RaiseDemanded, { ticketId, orderId, unit, cause, raiseId: id });
  const about = { ticketId, orderId, unit, cause, ...(whistleId ? { whistleId } : {}) };
  return supervisor === null
    ? make(ReminderSent, { ...about, reminderId: id })
    : make(SupervisionOpened, { ...about, supervisionId: id, supervisor });
}

function receiptEventOf(
  { receiptId, directiveId, cause }: ReceiptBlame,
  { id, unit, supervisor }: FollowUpRow,
): object {
  const about = { receiptId, directiveId, unit, cause };
  return supervisor === null
    ? make(ReceiptReminderSent, { ...about, reminderId: id })
    : make(ReceiptSupervisionOpened, { ...about, supervisionId: id, supervisor });
}
