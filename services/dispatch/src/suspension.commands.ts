import type { ApproveSuspension, RefuseSuspension, RequestSuspension, SuspensionView } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Database, databaseNow, Idempotency, inTicketSpan, require, type Act, type Actor } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { checkVersion, contextOf, orderIn, subjectOf, type Call } from './call.js';
import type { Change, Matter } from './domain/matter.js';
import { isWorkingLead } from './domain/order.js';
import type { Context } from './domain/rules.js';
import { approveSuspension, refuseSuspension, requestSuspension, rulerOf } from './domain/suspending.js';
import type { Suspension } from './domain/suspension.js';
import type { Stored } from './matter.changes.js';
import { MatterStore } from './matter.store.js';
import { NoteStore } from './note.store.js';
import { suspensionViewOf } from './views.js';

type Decide = (matter: Matter, suspension: Suspension, context: Context) => Change;
type Asking = Omit<Call, 'ifMatch'>;

/** Putting a matter off: asked for by the holder of its working lead, ruled by whoever dispatches it. */
@Injectable()
export class SuspensionCommands {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly matters: MatterStore,
    private readonly notes: NoteStore,
    private readonly registry: Registry,
  ) {}

  /** @throws DomainError `ticket.unknown`, `conflict` when nobody handles it, or what the decision refuses by */
  request(call: Asking, asked: RequestSuspension, key: string): Promise<SuspensionView> {
    const request = { key, caller: call.actor, act: `ticket.suspend:${call.id}`, body: asked };
    return this.database.transaction((tx) => this.idempotency.run(tx, request, () => this.create(tx, call, asked)));
  }

  approve(call: Call, _command: ApproveSuspension): Promise<SuspensionView> {
    return this.rule(call, 'suspension.approve', approveSuspension);
  }

  refuse(call: Call, { reason }: RefuseSuspension): Promise<SuspensionView> {
    return this.rule(call, 'suspension.refuse', refuseSuspension, reason);
  }

  async read(actor: Actor, id: string): Promise<SuspensionView> {
    const rules = this.registry.current();
    const read = await this.database.transaction((tx) => this.matters.ofSuspension(tx, id));
    const { stored, suspension } = found(read, id);
    require(actor, 'order.read', subjectOf(orderIn(stored, suspension.orderId), rules));
    return suspensionViewOf(stored, id);
  }

  private async create(tx: EntityManager, { actor, id }: Asking, asked: RequestSuspension): Promise<SuspensionView> {
    const rules = this.registry.current();
    const stored = await this.matters.lock(tx, id);
    if (!stored) throw new DomainError('ticket.unknown', 'there is no such ticket');
    const order = stored.matter.orders.find(isWorkingLead);
    if (!order) throw new DomainError('conflict', 'nobody handles the ticket now: there is nothing to put off');
    return inTicketSpan('suspension request', order, async () => {
      require(actor, 'ticket.suspend', subjectOf(order, rules));
      const now = await databaseNow(tx);
      const change = requestSuspension(stored.matter, order, new Date(asked.until), contextOf(rules, now, actor));
      const saved = await this.matters.save(tx, stored, change, { rules, now });
      const note = { orderId: order.id, act: 'suspension-request', by: actor.id, words: asked.reason, at: now };
      await this.notes.add(tx, note);
      return suspensionViewOf(saved, change.suspensions?.[0]?.next.id ?? '');
    });
  }

  private rule(call: Call, act: Act, decide: Decide, reason?: string): Promise<SuspensionView> {
    const rules = this.registry.current();
    return this.database.transaction(async (tx) => {
      const { stored, suspension } = found(await this.matters.ofSuspension(tx, call.id, { lock: true }), call.id);
      return inTicketSpan(act.replace('.', ' '), suspension, async () => {
        require(call.actor, act, rulingSubject(stored, suspension, rules));
        checkVersion(stored, call);
        const now = await databaseNow(tx);
        const change = decide(stored.matter, suspension, contextOf(rules, now, call.actor));
        const saved = await this.matters.save(tx, stored, change, { rules, now });
        const about = { orderId: suspension.orderId, act: 'suspension-refuse', by: call.actor.id, at: now };
        if (reason !== undefined) await this.notes.add(tx, { ...about, words: reason });
        return suspensionViewOf(saved, call.id);
      });
    });
  }
}

const rulingSubject = (stored: Stored, suspension: Suspension, rules: Profile) => ({
  ...subjectOf(orderIn(stored, suspension.orderId), rules),
  dispatcher: rulerOf(stored.matter, suspension, rules),
});

function found(stored: Stored | undefined, id: string): { stored: Stored; suspension: Suspension } {
  const suspension = stored?.matter.suspensions.find((each) => each.id === id);
  if (!stored || !suspension) throw new DomainError('suspension.unknown', 'there is no such suspension');
  return { stored, suspension };
}
