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
  ReassignOrder,
  RequestAssist,
  ResolveOrder,
  ReturnOrder,
  SendBackOrder,
  UpholdObjection,
  UpholdReturn,
} from '@gridwhistle/contracts';
import { Answers, Caller, IfMatch, PathId, tagged, type Actor, type Reply } from '@gridwhistle/platform';
import { Body, Controller, Post, Res } from '@nestjs/common';
import { OrderView } from './answers.js';
import { OrderCommands } from './order.commands.js';

const answer = { description: 'The order as it is now' };

/** What units do to orders; each act names the version it was decided on. */
@Controller('api/v1/orders')
export class OrderController {
  constructor(private readonly orders: OrderCommands) {}

  @Post(':id/accept')
  @Answers(200, OrderView, answer)
  async accept(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: AcceptOrder,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.orders.accept({ actor, id, ifMatch }, command));
  }

  @Post(':id/progress')
  @Answers(200, OrderView, answer)
  async progress(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: ProgressOrder,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.orders.progress({ actor, id, ifMatch }, command));
  }

  @Post(':id/assist')
  @Answers(200, OrderView, answer)
  async assist(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: RequestAssist,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.orders.assist({ actor, id, ifMatch }, command));
  }

  @Post(':id/delegate')
  @Answers(200, OrderView, answer)
  async delegate(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: DelegateOrder,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.orders.delegate({ actor, id, ifMatch }, command));
  }

  @Post(':id/resolve')
  @Answers(200, OrderView, answer)
  async resolve(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: ResolveOrder,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.orders.resolve({ actor, id, ifMatch }, command));
  }

  @Post(':id/return')
  @Answers(200, OrderView, answer)
  async return(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: ReturnOrder,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.orders.return({ actor, id, ifMatch }, command));
  }

  @Post(':id/raise')
  @Answers(200, OrderView, answer)
  async raise(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: RaiseOrder,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.orders.raise({ actor, id, ifMatch }, command));
  }

  @Post(':id/confirm')
  @Answers(200, OrderView, answer)
  async confirm(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: ConfirmOrder,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.orders.confirm({ actor, id, ifMatch }, command));
  }

  @Post(':id/send-back')
  @Answers(200, OrderView, answer)
  async sendBack(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: SendBackOrder,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.orders.sendBack({ actor, id, ifMatch }, command));
  }

  @Post(':id/reassign')
  @Answers(200, OrderView, answer)
  async reassign(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: ReassignOrder,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.orders.reassign({ actor, id, ifMatch }, command));
  }

  @Post(':id/cancel')
  @Answers(200, OrderView, answer)
  async cancel(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: CancelOrder,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.orders.cancel({ actor, id, ifMatch }, command));
  }

  @Post(':id/uphold-return')
  @Answers(200, OrderView, answer)
  async upholdReturn(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: UpholdReturn,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.orders.upholdReturn({ actor, id, ifMatch }, command));
  }

  @Post(':id/overrule-return')
  @Answers(200, OrderView, answer)
  async overruleReturn(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: OverruleReturn,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.orders.overruleReturn({ actor, id, ifMatch }, command));
  }

  @Post(':id/object')
  @Answers(200, OrderView, answer)
  async object(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: ObjectToOrder,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.orders.object({ actor, id, ifMatch }, command));
  }

  @Post(':id/uphold-objection')
  @Answers(200, OrderView, answer)
  async upholdObjection(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: UpholdObjection,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.orders.upholdObjection({ actor, id, ifMatch }, command));
  }

  @Post(':id/overrule-objection')
  @Answers(200, OrderView, answer)
  async overruleObjection(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: OverruleObjection,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrderView> {
    return tagged(reply, await this.orders.overruleObjection({ actor, id, ifMatch }, command));
  }
}
