import { MakeProposal } from '@gridwhistle/contracts';
import { BusCommand, busCreation } from '@gridwhistle/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload, type NatsContext } from '@nestjs/microservices';
import type { ProposalView } from './answers.js';
import { ProposalCommands } from './proposal.commands.js';

/** The same command for a unit's own system, on `cmd.<district>.<unit>.proposal.make`. */
@Controller()
export class ProposalBus {
  constructor(private readonly proposals: ProposalCommands) {}

  @BusCommand(MakeProposal)
  make(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<ProposalView> {
    const call = busCreation(context, data, MakeProposal);
    return this.proposals.make(call.command, { actor: call.actor, key: call.key });
  }
}
