import { ApproveSuspension, RefuseSuspension, RequestSuspension, SuspensionView } from '@gridwhistle/contracts';
import {
  Answers,
  Caller,
  IdempotencyKey,
  IfMatch,
  PathId,
  tagged,
  type Actor,
  type Reply,
} from '@gridwhistle/platform';
import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { SuspensionCommands } from './suspension.commands.js';

const answer = { description: 'The suspension as it is now' };

/** Putting a matter off until a review date. */
@Controller('api/v1')
export class SuspensionController {
  constructor(private readonly suspensions: SuspensionCommands) {}

  @Post('tickets/:id/suspensions')
  @Answers(201, SuspensionView, { description: 'The suspension that waits to be ruled' })
  async request(
    @PathId() id: string,
    @Body() asked: RequestSuspension,
    @IdempotencyKey() key: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SuspensionView> {
    const suspension = await this.suspensions.request({ actor, id }, asked, key);
    void reply.header('Location', `/api/v1/suspensions/${suspension.id}`);
    return tagged(reply, suspension);
  }

  @Get('suspensions/:id')
  @ApiOperation({ summary: 'A suspension, for whoever sees its order' })
  @Answers(200, SuspensionView, answer)
  async read(
    @PathId() id: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SuspensionView> {
    return tagged(reply, await this.suspensions.read(actor, id));
  }

  @Post('suspensions/:id/approve')
  @Answers(200, SuspensionView, answer)
  async approve(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: ApproveSuspension,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SuspensionView> {
    return tagged(reply, await this.suspensions.approve({ actor, id, ifMatch }, command));
  }

  @Post('suspensions/:id/refuse')
  @Answers(200, SuspensionView, answer)
  async refuse(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: RefuseSuspension,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SuspensionView> {
    return tagged(reply, await this.suspensions.refuse({ actor, id, ifMatch }, command));
  }
}
