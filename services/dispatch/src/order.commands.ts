import type {
  AcceptOrder,
  CancelOrder,
  ConfirmOrder,
  DelegateOrder,
  ObjectToOrder,
  OverruleObjection,
  OverruleReturn,
  ProgressOrder,
  RaiseOrder,
  ReassignOrder,
  RequestAssist,
  ResolveOrder,
  ReturnOrder,
  SendBackOrder,
  UpholdObjection,
  UpholdReturn,
} from '@gridwhistle/contracts';
import { Injectable } from '@nestjs/common';
import type { OrderView } from './answers.js';
import { requestAssist } from './domain/assisting.js';
import { delegate, type Task } from './domain/delegating.js';
import { accept, confirm, progress, raise, resolve, sendBack } from './domain/handling.js';
import type { Change, Matter } from './domain/matter.js';
import { object, overruleObjection, upholdObjection } from './domain/objecting.js';
import type { Order } from './domain/order.js';
import { cancel, giveBack, overrule, reassign, uphold } from './domain/redispatch.js';
import type { Context } from './domain/rules.js';
import type { Call } from './call.js';
import { OrderActs } from './order.acts.js';
import { cleanProof } from './proof.js';

/** Everything a unit may do to an order, over HTTP and over the bus alike; each answers the order after the act. */
@Injectable()
export class OrderCommands {
  constructor(private readonly acts: OrderActs) {}

  accept(call: Call, _command: AcceptOrder): Promise<OrderView> {
    return this.acts.perform(call, 'accept', accept);
  }

  progress(call: Call, { text }: ProgressOrder): Promise<OrderView> {
    return this.acts.perform(call, 'progress', progress, { words: text });
  }

  assist(call: Call, task: RequestAssist): Promise<OrderView> {
    return this.handOn(call, 'assist', task, requestAssist);
  }

  delegate(call: Call, task: DelegateOrder): Promise<OrderView> {
    return this.handOn(call, 'delegate', task, delegate);
  }

  /** @throws DomainError `input.bad-image` with the field of each broken picture */
  async resolve(call: Call, command: ResolveOrder): Promise<OrderView> {
    const proof = await cleanProof(command.proof);
    const { outcome } = command;
    const result = { outcome, proofs: proof.length };
    const note = { words: command.result, outcome: outcome ?? null, proof };
    return this.acts.perform(
      call,
      'resolve',
      (matter, order, context) => resolve(matter, order, result, context),
      note,
    );
  }

  async return(call: Call, command: ReturnOrder): Promise<OrderView> {
    const proof = await cleanProof(command.proof);
    const note = { words: command.reason, proof };
    return this.acts.perform(
      call,
      'return',
      (matter, order, context) => giveBack(matter, order, proof.length, context),
      note,
    );
  }

  raise(call: Call, { reason }: RaiseOrder): Promise<OrderView> {
    return this.acts.perform(call, 'raise', raise, { words: reason });
  }

  confirm(call: Call, _command: ConfirmOrder): Promise<OrderView> {
    return this.acts.perform(call, 'confirm', confirm);
  }

  sendBack(call: Call, { reason }: SendBackOrder): Promise<OrderView> {
    return this.acts.perform(call, 'send-back', sendBack, { words: reason });
  }

  reassign(call: Call, task: ReassignOrder): Promise<OrderView> {
    return this.handOn(call, 'reassign', task, reassign);
  }

  cancel(call: Call, { reason }: CancelOrder): Promise<OrderView> {
    return this.acts.perform(call, 'cancel', cancel, { words: reason });
  }

  upholdReturn(call: Call, task: UpholdReturn): Promise<OrderView> {
    return this.handOn(call, 'uphold-return', task, uphold);
  }

  overruleReturn(call: Call, { reason }: OverruleReturn): Promise<OrderView> {
    return this.acts.perform(call, 'overrule-return', overrule, { words: reason });
  }

  async object(call: Call, command: ObjectToOrder): Promise<OrderView> {
    const note = { words: command.reason, proof: await cleanProof(command.proof) };
    return this.acts.perform(call, 'object', object, note);
  }

  upholdObjection(call: Call, { unit, reason }: UpholdObjection): Promise<OrderView> {
    return this.acts.perform(
      call,
      'uphold-objection',
      (matter, order, context) => upholdObjection(matter, order, unit, context),
      { words: reason },
    );
  }

  overruleObjection(call: Call, { reason }: OverruleObjection): Promise<OrderView> {
    return this.acts.perform(call, 'overrule-objection', overruleObjection, { words: reason });
  }

  /** What goes to another unit; a grid is given it by the duty that the act names. */
  private handOn(
    call: Call,
    act: 'assist' | 'delegate' | 'reassign' | 'uphold-return',
    { reason, ...task }: Task & { readonly reason?: string | undefined },
    decide: (matter: Matter, order: Order, task: Task, context: Context) => Change,
  ): Promise<OrderView> {
    const note = reason === undefined ? undefined : { words: reason };
    const named = { ...call, duty: task.duty };
    return this.acts.perform(named, act, (matter, order, context) => decide(matter, order, task, context), note);
  }
}
