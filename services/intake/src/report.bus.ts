import { ReadReport, RevealReporter, type ReporterPerson, type ReportView } from '@gridwhistle/contracts';
import { BusCommand, busCall } from '@gridwhistle/messaging';
import { parseId } from '@gridwhistle/platform';
import { Controller } from '@nestjs/common';
import { Ctx, NatsContext, Payload } from '@nestjs/microservices';
import { LookCommands } from './look.commands.js';

/** The words of a ticket for departments that work over the bus; the same rules and records as over HTTP. */
@Controller()
export class ReportBus {
  constructor(private readonly looks: LookCommands) {}

  @BusCommand(ReadReport)
  read(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<ReportView> {
    const { actor, id, command } = busCall(context, data, ReadReport);
    return this.looks.read(parseId('id', id), { actor, purpose: command.purpose });
  }

  @BusCommand(RevealReporter)
  reveal(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<ReporterPerson> {
    const { actor, id, command } = busCall(context, data, RevealReporter);
    return this.looks.reveal(parseId('id', id), { actor, purpose: command.purpose });
  }
}
