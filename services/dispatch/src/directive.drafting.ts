import type { DirectiveView, DraftDirective } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Database, databaseNow, Idempotency, startTicketRoot, withSpan, type Actor } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AdmissionStore } from './admission-application.store.js';
import { contextOf } from './call.js';
import { draftOf, issuerOf, limitProblemsOf, selectionOf } from './directive.asking.js';
import { DirectiveNoteStore } from './directive-note.store.js';
import { DirectiveStore } from './directive.store.js';
import { directiveViewOf } from './directive.views.js';
import type { Directive } from './domain/directive.js';
import { draftDirective, type Draft } from './domain/issuing.js';
import { refuseProblems } from './domain/refusals.js';
import { targetsOf, type Found, type Target } from './domain/targets.js';
import { staffingOf } from './staff-copy.store.js';

/** Writes drafts, and finds whom a directive addresses. */
@Injectable()
export class DirectiveDrafting {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly registry: Registry,
    private readonly directives: DirectiveStore,
    private readonly notes: DirectiveNoteStore,
    private readonly admissions: AdmissionStore,
  ) {}

  /**
   * A draft that counts whom it would reach; nobody has got it yet.
   * @throws DomainError with everything that is wrong: channel, areas, tiers, roles, units, persons, duty, limits, or
   *   nobody there
   */
  async draft(actor: Actor, asked: DraftDirective, key: string): Promise<DirectiveView> {
    const rules = this.registry.current();
    const { issuer, problems } = issuerOf(actor, asked.channel, rules);
    const to = selectionOf(asked);
    const request = { key, caller: actor, act: 'directive.draft', body: asked };
    return this.database.transaction((tx) =>
      this.idempotency.run(tx, request, async () => {
        const { channel, duty = null } = asked;
        const found = await this.found(tx, { unit: issuer, channel, to, duty }, rules);
        const limits = limitProblemsOf(asked, rules, await databaseNow(tx));
        refuseProblems('the directive', [...problems, ...found.problems, ...limits]);
        return this.write(tx, { actor, asked, draft: draftOf(asked, issuer, rules), targets: found.targets, rules });
      }),
    );
  }

  /** Whom a directive addresses now, and what is wrong with that. */
  async found(
    tx: EntityManager,
    { unit, channel: code, to, duty }: Pick<Directive, 'unit' | 'channel' | 'to' | 'duty'>,
    rules: Profile,
  ): Promise<Found> {
    const issuer = rules.unit(unit);
    if (!issuer) throw new DomainError('unit.unknown', `${unit} is no unit of this district any more`);
    const admitted = [
      ...rules.document.admissions,
      ...(await this.admissions.admitted(tx, duty === null ? [] : [duty])),
    ];
    const staffing = await staffingOf(tx, to);
    const channel = rules.directiveChannel(code) ?? {};
    return targetsOf({ to, issuer, channel, duty: duty ?? undefined, admitted }, staffing, rules);
  }

  private async write(tx: EntityManager, { actor, asked, draft, targets, rules }: Writing): Promise<DirectiveView> {
    const now = await databaseNow(tx);
    const decided = draftDirective(draft, targets, contextOf(rules, now, actor));
    const { id, unit } = decided.next;
    const span = startTicketRoot('directive.draft', { ticketId: id, entity: 'directive', unit });
    return withSpan(span, async () => {
      const { directive, sequence } = await this.directives.save(tx, 0, decided, now);
      const words = { title: asked.title, body: asked.body };
      await this.notes.add(tx, id, actor.id, now, words);
      span.end();
      return directiveViewOf(directive, sequence, rules, words);
    });
  }
}

interface Writing {
  readonly actor: Actor;
  readonly asked: DraftDirective;
  readonly draft: Draft;
  readonly targets: readonly Target[];
  readonly rules: Profile;
}
