import type { DirectiveView, IssueDirective, RevokeDirective } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Database, databaseNow, Idempotency, inTicketSpan, require, type Act } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { contextOf, type Call } from './call.js';
import { DirectiveDrafting } from './directive.drafting.js';
import { DirectiveNoteStore } from './directive-note.store.js';
import { DirectiveSending } from './directive.sending.js';
import { DirectiveStore, type StoredDirective } from './directive.store.js';
import { directiveViewOf } from './directive.views.js';
import { issueDirective, limitProblems, remindDirective, revokeDirective } from './domain/issuing.js';
import { refuseProblems } from './domain/refusals.js';

interface Work {
  readonly tx: EntityManager;
  readonly stored: StoredDirective;
  readonly rules: Profile;
  readonly now: Date;
}

/** An act that only adds a record names no version. */
type Asking = Omit<Call, 'ifMatch'> & Partial<Pick<Call, 'ifMatch'>>;

/** What issuers do with directives, over HTTP and over the bus alike. */
@Injectable()
export class DirectiveCommands {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly registry: Registry,
    private readonly directives: DirectiveStore,
    private readonly drafting: DirectiveDrafting,
    private readonly notes: DirectiveNoteStore,
    private readonly sending: DirectiveSending,
  ) {}

  /** Sends a draft to everybody whom it addresses now: all of them, or nobody. */
  issue(call: Call, _command: IssueDirective): Promise<DirectiveView> {
    return this.database.transaction((tx) =>
      this.act(tx, 'directive.issue', call, async ({ stored, rules, now }) => {
        const { targets, problems } = await this.drafting.found(tx, stored.directive, rules);
        const limits = limitProblems(stored.directive, 'reportWithin', { rules, now });
        refuseProblems('the directive', [...problems, ...limits]);
        const { signClock, ...issued } = issueDirective(stored.directive, targets, contextOf(rules, now, call.actor));
        const saved = await this.directives.save(tx, stored.sequence, issued, now);
        await this.sending.send(tx, { directive: issued.next, targets, signClock }, { rules, now });
        return saved;
      }),
    );
  }

  /** Takes a directive back: what is open of it is void. */
  revoke(call: Call, { reason }: RevokeDirective): Promise<DirectiveView> {
    return this.database.transaction((tx) =>
      this.act(tx, 'directive.revoke', call, async ({ stored, rules, now }) => {
        const saved = await this.directives.save(tx, stored.sequence, revokeDirective(stored.directive), now);
        await this.sending.voidOpen(tx, stored.directive, { rules, now });
        await this.notes.add(tx, call.id, call.actor.id, now, { revoke: reason });
        return saved;
      }),
    );
  }

  /** Reminds every target that still owes something. */
  remind(call: Omit<Call, 'ifMatch'>, key: string): Promise<DirectiveView> {
    const request = { key, caller: call.actor, act: `directive.remind:${call.id}`, body: {} };
    return this.database.transaction((tx) =>
      this.idempotency.run(tx, request, () =>
        this.act(tx, 'directive.remind', call, async ({ stored, rules, now }) => {
          const reminded = await this.sending.remindOwing(tx, stored.directive, { rules, now });
          return this.directives.save(tx, stored.sequence, remindDirective(stored.directive, reminded), now);
        }),
      ),
    );
  }

  /** The row locked, the right checked, the version compared, then the work. */
  private async act(
    tx: EntityManager,
    act: Act,
    { actor, id, ifMatch }: Asking,
    work: (work: Work) => Promise<StoredDirective>,
  ): Promise<DirectiveView> {
    const rules = this.registry.current();
    const stored = await this.directives.lock(tx, id);
    const { unit } = stored.directive;
    require(actor, act, { dispatcher: unit });
    if (ifMatch !== undefined && stored.sequence !== ifMatch) {
      throw new DomainError('precondition.stale', `the present version is ${stored.sequence}`);
    }
    const now = await databaseNow(tx);
    const span = { ticketId: id, entity: 'directive', unit } as const;
    const saved = await inTicketSpan(act, span, () => work({ tx, stored, rules, now }));
    return directiveViewOf(saved.directive, saved.sequence, rules, await this.notes.of(tx, id));
  }
}
