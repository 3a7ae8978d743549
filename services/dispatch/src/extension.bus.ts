import { ApproveExtension, RefuseExtension, RequestExtension, type ExtensionView } from '@gridwhistle/contracts';
import { BusCommand, busCall, busCreation, busVersion } from '@gridwhistle/messaging';
import { parseId } from '@gridwhistle/platform';
import { Controller } from '@nestjs/common';
import { Ctx, Payload, type NatsContext } from '@nestjs/microservices';
import { ExtensionCommands } from './extension.commands.js';

/** The same acts for a unit's own system, on `cmd.<district>.<unit>.order.extend` and `….extension.<verb>`. */
@Controller()
export class ExtensionBus {
  constructor(private readonly extensions: ExtensionCommands) {}

  @BusCommand(RequestExtension)
  request(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<ExtensionView> {
    const call = busCreation(context, data, RequestExtension);
    return this.extensions.request({ actor: call.actor, id: parseId('id', call.id) }, call.command, call.key);
  }

  @BusCommand(ApproveExtension)
  approve(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<ExtensionView> {
    const call = busVersion(busCall(context, data, ApproveExtension));
    return this.extensions.approve(call, call.command);
  }

  @BusCommand(RefuseExtension)
  refuse(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<ExtensionView> {
    const call = busVersion(busCall(context, data, RefuseExtension));
    return this.extensions.refuse(call, call.command);
  }
}
