import {
  ApproveWhistle,
  CancelWhistle,
  CompleteWhistle,
  DeclineWhistle,
  RateDepartment,
  ReadWhistle,
  ReportIn,
  RequestWhistle,
  type WhistleView,
} from '@gridwhistle/contracts';
import { BusCommand, busCall, busCreation, busVersion } from '@gridwhistle/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload, type NatsContext } from '@nestjs/microservices';
import { WhistleCommands } from './whistle.commands.js';

/** The same commands for a unit's own system, on `cmd.<district>.<unit>.whistle.<verb>`. */
@Controller()
export class WhistleBus {
  constructor(private readonly whistles: WhistleCommands) {}

  @BusCommand(RequestWhistle)
  request(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<WhistleView> {
    const call = busCreation(context, data, RequestWhistle);
    return this.whistles.request(call.actor, call.command, call.key);
  }

  @BusCommand(ReadWhistle)
  read(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<WhistleView> {
    const { actor, id } = busCall(context, data, ReadWhistle);
    return this.whistles.read(actor, id);
  }

  @BusCommand(ApproveWhistle)
  approve(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<WhistleView> {
    return this.whistles.approve(busVersion(busCall(context, data, ApproveWhistle)));
  }

  @BusCommand(DeclineWhistle)
  decline(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<WhistleView> {
    const call = busCall(context, data, DeclineWhistle);
    return this.whistles.decline(busVersion(call), call.command);
  }

  @BusCommand(ReportIn)
  reportIn(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<WhistleView> {
    return this.whistles.reportIn(busVersion(busCall(context, data, ReportIn)));
  }

  @BusCommand(CompleteWhistle)
  complete(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<WhistleView> {
    return this.whistles.complete(busVersion(busCall(context, data, CompleteWhistle)));
  }

  @BusCommand(CancelWhistle)
  cancel(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<WhistleView> {
    const call = busCall(context, data, CancelWhistle);
    return this.whistles.cancel(busVersion(call), call.command);
  }

  @BusCommand(RateDepartment)
  rate(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<WhistleView> {
    const call = busCall(context, data, RateDepartment);
    return this.whistles.rate(busVersion(call), call.command);
  }
}
