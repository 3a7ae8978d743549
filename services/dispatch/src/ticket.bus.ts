import { AssignTicket, ClaimTicket, MarkTicket, SplitTicket } from '@gridwhistle/contracts';
import { BusCommand, busCall, busVersion } from '@gridwhistle/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload, type NatsContext } from '@nestjs/microservices';
import type { TicketView } from './answers.js';
import { TicketCommands } from './ticket.commands.js';

/** What a dispatching unit's own system may do to a ticket, on `cmd.<district>.<unit>.ticket.<act>`. */
@Controller()
export class TicketBus {
  constructor(private readonly tickets: TicketCommands) {}

  @BusCommand(AssignTicket)
  assign(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<TicketView> {
    const call = busVersion(busCall(context, data, AssignTicket));
    return this.tickets.assign(call, call.command);
  }

  @BusCommand(MarkTicket)
  mark(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<TicketView> {
    const call = busVersion(busCall(context, data, MarkTicket));
    return this.tickets.mark(call, call.command);
  }

  @BusCommand(SplitTicket)
  split(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<TicketView> {
    const call = busVersion(busCall(context, data, SplitTicket));
    return this.tickets.split(call, call.command);
  }

  @BusCommand(ClaimTicket)
  claim(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<TicketView> {
    const call = busVersion(busCall(context, data, ClaimTicket));
    return this.tickets.claim(call, call.command);
  }
}
