import type { AdmissionView, ApplyForAdmission, ApproveAdmission, RefuseAdmission } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Database, databaseNow, Idempotency, may, require, type Actor } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AdmissionStore, type ApplicationRow } from './admission-application.store.js';
import { contextOf, type Call } from './call.js';
import { DirectiveNoteStore } from './directive-note.store.js';
import { applyForAdmission, ruleAdmission } from './domain/admission-application.js';

/** Asking that a duty may be given to grids: applied for by any unit, ruled by the centre. */
@Injectable()
export class AdmissionCommands {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly registry: Registry,
    private readonly admissions: AdmissionStore,
    private readonly notes: DirectiveNoteStore,
  ) {}

  apply(actor: Actor, asked: ApplyForAdmission, key: string): Promise<AdmissionView> {
    const unit = actor.memberships.find((each) => may(actor, 'admission.apply', { holder: each.unit }))?.unit;
    if (unit === undefined) throw new DomainError('auth.forbidden', 'you belong to no unit that could apply');
    const request = { key, caller: actor, act: 'admission.apply', body: asked };
    return this.database.transaction((tx) =>
      this.idempotency.run(tx, request, () => this.create(tx, actor, unit, asked)),
    );
  }

  approve(call: Call, _command: ApproveAdmission): Promise<AdmissionView> {
    return this.rule(call, 'approve');
  }

  refuse(call: Call, { reason }: RefuseAdmission): Promise<AdmissionView> {
    return this.rule(call, 'refuse', { refuse: reason });
  }

  private async create(
    tx: EntityManager,
    actor: Actor,
    unit: string,
    asked: ApplyForAdmission,
  ): Promise<AdmissionView> {
    const rules = this.registry.current();
    // Two that apply for one duty at once wait for each other.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('admission:' || $1, 0))`, [asked.duty]);
    const isProfiles = rules.document.admissions.some(({ code }) => code === asked.duty);
    const isKnown = isProfiles || (await this.admissions.isKnown(tx, asked.duty));
    const now = await databaseNow(tx);
    const decided = applyForAdmission({ ...asked, unit }, { isKnown }, contextOf(rules, now, actor));
    const row = await this.admissions.save(tx, 0, decided, now);
    await this.notes.add(tx, row.id, actor.id, now, { apply: asked.reason });
    return admissionViewOf(row);
  }

  private rule({ actor, id, ifMatch }: Call, act: 'approve' | 'refuse', words: Record<string, string> = {}) {
    const rules = this.registry.current();
    return this.database.transaction(async (tx) => {
      const row = await this.admissions.lock(tx, id);
      require(actor, `admission.${act}`, { centre: rules.centre().code });
      if (row.sequence !== ifMatch)
        throw new DomainError('precondition.stale', `the present version is ${row.sequence}`);
      const now = await databaseNow(tx);
      const saved = await this.admissions.save(tx, row.sequence, ruleAdmission(row, act), now);
      await this.notes.add(tx, id, actor.id, now, words);
      return admissionViewOf(saved);
    });
  }
}

export const admissionViewOf = ({ id, duty, name, unit, state, askedAt, sequence }: ApplicationRow): AdmissionView => ({
  ...{ id, duty, name, unit, state, sequence },
  askedAt: askedAt.toISOString(),
});
