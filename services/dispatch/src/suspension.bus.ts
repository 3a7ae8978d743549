import { ApproveSuspension, RefuseSuspension, type SuspensionView } from '@gridwhistle/contracts';
import { BusCommand, busCall, busVersion } from '@gridwhistle/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload, type NatsContext } from '@nestjs/microservices';
import { SuspensionCommands } from './suspension.commands.js';

/** What a dispatching unit's own system rules, on `cmd.<district>.<unit>.suspension.<verb>`. */
@Controller()
export class SuspensionBus {
  constructor(private readonly suspensions: SuspensionCommands) {}

  @BusCommand(ApproveSuspension)
  approve(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<SuspensionView> {
    const call = busVersion(busCall(context, data, ApproveSuspension));
    return this.suspensions.approve(call, call.command);
  }

  @BusCommand(RefuseSuspension)
  refuse(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<SuspensionView> {
    const call = busVersion(busCall(context, data, RefuseSuspension));
    return this.suspensions.refuse(call, call.command);
  }
}
