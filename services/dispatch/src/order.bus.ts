import {
  AcceptOrder,
  CancelOrder,
  ConfirmOrder,
  DelegateOrder,
  ObjectToOrder,
  OverruleObjection,
  OverruleReturn,
  ProgressOrder,
  RaiseOrder,
  ReadOrder,
  ReassignOrder,
  RequestAssist,
  ResolveOrder,
  ReturnOrder,
  SendBackOrder,
  UpholdObjection,
  UpholdReturn,
} from '@gridwhistle/contracts';
import { BusCommand, busCall, busVersion } from '@gridwhistle/messaging';
import { parseId } from '@gridwhistle/platform';
import { Controller } from '@nestjs/common';
import { Ctx, Payload, type NatsContext } from '@nestjs/microservices';
import type { OrderView } from './answers.js';
import { OrderCommands } from './order.commands.js';
import { Queries } from './queries.js';

/** The same acts for a unit's own system, on `cmd.<district>.<unit>.order.<act>`. */
@Controller()
export class OrderBus {
  constructor(
    private readonly orders: OrderCommands,
    private readonly queries: Queries,
  ) {}

  @BusCommand(ReadOrder)
  read(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const { actor, id } = busCall(context, data, ReadOrder);
    return this.queries.order(parseId('id', id), actor);
  }

  @BusCommand(AcceptOrder)
  accept(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const call = busVersion(busCall(context, data, AcceptOrder));
    return this.orders.accept(call, call.command);
  }

  @BusCommand(ProgressOrder)
  progress(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const call = busVersion(busCall(context, data, ProgressOrder));
    return this.orders.progress(call, call.command);
  }

  @BusCommand(RequestAssist)
  assist(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const call = busVersion(busCall(context, data, RequestAssist));
    return this.orders.assist(call, call.command);
  }

  @BusCommand(DelegateOrder)
  delegate(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const call = busVersion(busCall(context, data, DelegateOrder));
    return this.orders.delegate(call, call.command);
  }

  @BusCommand(ResolveOrder)
  resolve(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const call = busVersion(busCall(context, data, ResolveOrder));
    return this.orders.resolve(call, call.command);
  }

  @BusCommand(ReturnOrder)
  return(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const call = busVersion(busCall(context, data, ReturnOrder));
    return this.orders.return(call, call.command);
  }

  @BusCommand(RaiseOrder)
  raise(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const call = busVersion(busCall(context, data, RaiseOrder));
    return this.orders.raise(call, call.command);
  }

  @BusCommand(ConfirmOrder)
  confirm(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const call = busVersion(busCall(context, data, ConfirmOrder));
    return this.orders.confirm(call, call.command);
  }

  @BusCommand(SendBackOrder)
  sendBack(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const call = busVersion(busCall(context, data, SendBackOrder));
    return this.orders.sendBack(call, call.command);
  }

  @BusCommand(ReassignOrder)
  reassign(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const call = busVersion(busCall(context, data, ReassignOrder));
    return this.orders.reassign(call, call.command);
  }

  @BusCommand(CancelOrder)
  cancel(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const call = busVersion(busCall(context, data, CancelOrder));
    return this.orders.cancel(call, call.command);
  }

  @BusCommand(UpholdReturn)
  upholdReturn(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const call = busVersion(busCall(context, data, UpholdReturn));
    return this.orders.upholdReturn(call, call.command);
  }

  @BusCommand(OverruleReturn)
  overruleReturn(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const call = busVersion(busCall(context, data, OverruleReturn));
    return this.orders.overruleReturn(call, call.command);
  }

  @BusCommand(ObjectToOrder)
  object(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const call = busVersion(busCall(context, data, ObjectToOrder));
    return this.orders.object(call, call.command);
  }

  @BusCommand(UpholdObjection)
  upholdObjection(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const call = busVersion(busCall(context, data, UpholdObjection));
    return this.orders.upholdObjection(call, call.command);
  }

  @BusCommand(OverruleObjection)
  overruleObjection(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<OrderView> {
    const call = busVersion(busCall(context, data, OverruleObjection));
    return this.orders.overruleObjection(call, call.command);
  }
}
