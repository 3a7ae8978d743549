import { FollowUpView, RemindOrder, SuperviseOrder } from '@gridwhistle/contracts';
import { BusCommand, busCreation } from '@gridwhistle/messaging';
import { Answers, Caller, IdempotencyKey, PathId, type Actor } from '@gridwhistle/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { Ctx, Payload, type NatsContext } from '@nestjs/microservices';
import { FollowUpCommands } from './follow-up.commands.js';

@Controller('api/v1/orders')
export class FollowUpController {
  constructor(private readonly followUps: FollowUpCommands) {}

  @Post(':id/remind')
  @Answers(201, FollowUpView, { description: 'The reminder' })
  remind(
    @PathId() orderId: string,
    @Body() { reason }: RemindOrder,
    @IdempotencyKey() key: string,
    @Caller() actor: Actor,
  ): Promise<FollowUpView> {
    return this.followUps.remind({ actor, orderId, key, reason });
  }

  @Post(':id/supervise')
  @Answers(201, FollowUpView, { description: 'The supervision' })
  supervise(
    @PathId() orderId: string,
    @Body() { reason }: SuperviseOrder,
    @IdempotencyKey() key: string,
    @Caller() actor: Actor,
  ): Promise<FollowUpView> {
    return this.followUps.supervise({ actor, orderId, key, reason });
  }
}

/** The same over the bus. */
@Controller()
export class FollowUpBus {
  constructor(private readonly followUps: FollowUpCommands) {}

  @BusCommand(RemindOrder)
  remind(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<FollowUpView> {
    const call = busCreation(context, data, RemindOrder);
    const { actor, id: orderId, command } = call;
    return this.followUps.remind({ actor, orderId, key: call.key, reason: command.reason });
  }

  @BusCommand(SuperviseOrder)
  supervise(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<FollowUpView> {
    const call = busCreation(context, data, SuperviseOrder);
    const { actor, id: orderId, command } = call;
    return this.followUps.supervise({ actor, orderId, key: call.key, reason: command.reason });
  }
}
