import { DomainError } from '@gridwhistle/kernel';
import { Database, databaseNow, inTicketSpan, require, type Act, type Subject } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AdmissionStore } from './admission-application.store.js';
import { checkVersion, contextOf, type Call } from './call.js';
import { departuresSince } from './departure.store.js';
import type { Matter } from './domain/matter.js';
import type { Context } from './domain/rules.js';
import type { Moment, Stored } from './matter.changes.js';
import { MatterStore } from './matter.store.js';

/** Who may act on a ticket. */
export interface Entrance {
  readonly act: (matter: Matter) => Act;
  readonly subject: (matter: Matter, rules: Profile) => Subject;
  /** Another ticket that is locked with it. */
  readonly also?: string;
  /** Those by which the act gives work to grids. */
  readonly duties?: readonly (string | undefined)[];
}

/** An act's ticket, locked, and its moment. */
export interface Scene {
  readonly tx: EntityManager;
  readonly stored: Stored;
  readonly locked: ReadonlyMap<string, Stored>;
  readonly context: Context;
  readonly moment: Moment;
}

/** The one way to an act on a ticket. */
@Injectable()
export class TicketEntrance {
  constructor(
    private readonly database: Database,
    private readonly matters: MatterStore,
    private readonly registry: Registry,
    private readonly admissions: AdmissionStore,
  ) {}

  /** In one transaction: the ticket is locked, and the caller may and has seen its present version; then the act. */
  enter<Answer>(
    call: Call,
    { act: actOf, subject, also, duties = [] }: Entrance,
    then: (scene: Scene) => Promise<Answer>,
  ): Promise<Answer> {
    const [rules, version] = [this.registry.current(), this.registry.version];
    return this.database.transaction(async (tx) => {
      const locked = await this.matters.lockMany(tx, also === undefined ? [call.id] : [call.id, also]);
      const stored = known(locked, call.id);
      const act = actOf(stored.matter);
      const { dispatcher: unit } = stored.matter.ticket;
      return inTicketSpan(act.replace('.', ' '), { ticketId: call.id, unit }, async () => {
        require(call.actor, act, subject(stored.matter, rules));
        checkVersion(stored, call);
        const now = await databaseNow(tx);
        const hasLeft = await departuresSince(tx, rules, version);
        const admitted = await this.admissions.admitted(
          tx,
          duties.filter((duty) => duty !== undefined),
        );
        const context = { ...contextOf(rules, now, call.actor, admitted), hasLeft };
        return then({ tx, stored, locked, context, moment: { rules, now } });
      });
    });
  }
}

/** @throws DomainError `ticket.unknown` */
export function known(locked: ReadonlyMap<string, Stored>, id: string, field?: string): Stored {
  const stored = locked.get(id);
  if (stored) return stored;
  const details = field === undefined ? [] : [{ field, message: 'names no ticket' }];
  throw new DomainError('ticket.unknown', 'there is no such ticket', details);
}
