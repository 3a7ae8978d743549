import { ApplyForAdmission, ApproveAdmission, RefuseAdmission, type AdmissionView } from '@gridwhistle/contracts';
import { BusCommand, busCall, busCreation, busVersion } from '@gridwhistle/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload, type NatsContext } from '@nestjs/microservices';
import { AdmissionCommands } from './admission-application.commands.js';

/** The same acts for a unit's own system, on `cmd.<district>.<unit>.admission.<verb>`. */
@Controller()
export class AdmissionBus {
  constructor(private readonly admissions: AdmissionCommands) {}

  @BusCommand(ApplyForAdmission)
  apply(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<AdmissionView> {
    const call = busCreation(context, data, ApplyForAdmission);
    return this.admissions.apply(call.actor, call.command, call.key);
  }

  @BusCommand(ApproveAdmission)
  approve(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<AdmissionView> {
    const call = busVersion(busCall(context, data, ApproveAdmission));
    return this.admissions.approve(call, call.command);
  }

  @BusCommand(RefuseAdmission)
  refuse(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<AdmissionView> {
    const call = busVersion(busCall(context, data, RefuseAdmission));
    return this.admissions.refuse(call, call.command);
  }
}
