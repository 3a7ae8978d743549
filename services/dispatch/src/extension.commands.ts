import type { ApproveExtension, ExtensionView, RefuseExtension, RequestExtension } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Database, databaseNow, Idempotency, inTicketSpan, require, type Act, type Actor } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { checkVersion, contextOf, orderIn, subjectOf, unknownOrder, type Call } from './call.js';
import { approveExtension, refuseExtension, requestExtension } from './domain/extending.js';
import type { Extension } from './domain/extension.js';
import type { Change, Matter } from './domain/matter.js';
import type { Context } from './domain/rules.js';
import type { Stored } from './matter.changes.js';
import { MatterStore } from './matter.store.js';
import { NoteStore } from './note.store.js';
import { extensionViewOf } from './views.js';

type Decide = (matter: Matter, extension: Extension, context: Context) => Change;
type Asking = Omit<Call, 'ifMatch'>;

/** More time for an order: asked for by its holder, ruled by its verifier; each answers the extension after the act. */
@Injectable()
export class ExtensionCommands {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly matters: MatterStore,
    private readonly notes: NoteStore,
    private readonly registry: Registry,
  ) {}

  request(call: Asking, asked: RequestExtension, key: string): Promise<ExtensionView> {
    const request = { key, caller: call.actor, act: `order.extend:${call.id}`, body: asked };
    return this.database.transaction((tx) => this.idempotency.run(tx, request, () => this.create(tx, call, asked)));
  }

  approve(call: Call, _command: ApproveExtension): Promise<ExtensionView> {
    return this.rule(call, 'extension.approve', approveExtension);
  }

  refuse(call: Call, { reason }: RefuseExtension): Promise<ExtensionView> {
    return this.rule(call, 'extension.refuse', refuseExtension, reason);
  }

  private async create(tx: EntityManager, { actor, id }: Asking, asked: RequestExtension): Promise<ExtensionView> {
    const rules = this.registry.current();
    const stored = (await this.matters.lockOfOrders(tx, [id])).get(id);
    if (!stored) throw unknownOrder();
    const order = orderIn(stored, id);
    return inTicketSpan('extension request', order, async () => {
      require(actor, 'order.extend', subjectOf(order, rules));
      const now = await databaseNow(tx);
      const { amount, measure, reason } = asked;
      const change = requestExtension(stored.matter, order, { amount, unit: measure }, contextOf(rules, now, actor));
      const saved = await this.matters.save(tx, stored, change, { rules, now });
      await this.notes.add(tx, { orderId: id, act: 'extension-request', by: actor.id, words: reason, at: now });
      return extensionViewOf(saved, change.extensions?.[0]?.next.id ?? '', rules);
    });
  }

  private rule(call: Call, act: Act, decide: Decide, reason?: string): Promise<ExtensionView> {
    const rules = this.registry.current();
    return this.database.transaction(async (tx) => {
      const stored = await this.matters.ofExtension(tx, call.id, { lock: true });
      const extension = stored?.matter.extensions.find(({ id }) => id === call.id);
      if (!stored || !extension) throw unknownExtension();
      return inTicketSpan(act.replace('.', ' '), extension, async () => {
        require(call.actor, act, extensionSubject(stored, extension, rules));
        checkVersion(stored, call);
        const now = await databaseNow(tx);
        const change = decide(stored.matter, extension, contextOf(rules, now, call.actor));
        const saved = await this.matters.save(tx, stored, change, { rules, now });
        const about = { orderId: extension.orderId, act: 'extension-refuse', by: call.actor.id, at: now };
        if (reason !== undefined) await this.notes.add(tx, { ...about, words: reason });
        return extensionViewOf(saved, call.id, rules);
      });
    });
  }

  async read(actor: Actor, id: string): Promise<ExtensionView> {
    const rules = this.registry.current();
    const stored = await this.database.transaction((tx) => this.matters.ofExtension(tx, id));
    const extension = stored?.matter.extensions.find((each) => each.id === id);
    if (!stored || !extension) throw unknownExtension();
    require(actor, 'order.read', subjectOf(orderIn(stored, extension.orderId), rules));
    return extensionViewOf(stored, id, rules);
  }
}

/** The verifier rules it; what the verifier has endorsed the centre rules. */
function extensionSubject(stored: Stored, extension: Extension, rules: Profile) {
  const subject = subjectOf(orderIn(stored, extension.orderId), rules);
  return extension.state === 'endorsed' ? { ...subject, verifier: subject.centre ?? null } : subject;
}

const unknownExtension = (): DomainError => new DomainError('extension.unknown', 'there is no such extension');
