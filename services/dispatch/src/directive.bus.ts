import {
  DraftDirective,
  IssueDirective,
  RemindDirective,
  RevokeDirective,
  type DirectiveView,
} from '@gridwhistle/contracts';
import { BusCommand, busCall, busCreation, busVersion } from '@gridwhistle/messaging';
import { parseId } from '@gridwhistle/platform';
import { Controller } from '@nestjs/common';
import { Ctx, Payload, type NatsContext } from '@nestjs/microservices';
import { DirectiveCommands } from './directive.commands.js';
import { DirectiveDrafting } from './directive.drafting.js';

/** The same acts for an issuer's own system, on `cmd.<district>.<unit>.directive.<verb>`. */
@Controller()
export class DirectiveBus {
  constructor(
    private readonly drafting: DirectiveDrafting,
    private readonly directives: DirectiveCommands,
  ) {}

  @BusCommand(DraftDirective)
  draft(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<DirectiveView> {
    const call = busCreation(context, data, DraftDirective);
    return this.drafting.draft(call.actor, call.command, call.key);
  }

  @BusCommand(IssueDirective)
  issue(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<DirectiveView> {
    const call = busVersion(busCall(context, data, IssueDirective));
    return this.directives.issue(call, call.command);
  }

  @BusCommand(RemindDirective)
  remind(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<DirectiveView> {
    const call = busCreation(context, data, RemindDirective);
    return this.directives.remind({ actor: call.actor, id: parseId('id', call.id) }, call.key);
  }

  @BusCommand(RevokeDirective)
  revoke(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<DirectiveView> {
    const call = busVersion(busCall(context, data, RevokeDirective));
    return this.directives.revoke(call, call.command);
  }
}
