import {
  ApproveWhistle,
  CancelWhistle,
  CompleteWhistle,
  DeclineWhistle,
  RateDepartment,
  ReportIn,
  RequestWhistle,
  WhistleView,
} from '@gridwhistle/contracts';
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
import { WhistleCommands } from './whistle.commands.js';

const answer = { description: 'The whistle as it is now' };

@Controller('api/v1/whistles')
export class WhistleController {
  constructor(private readonly whistles: WhistleCommands) {}

  /** Ask the principal to whistle for departments. */
  @Post()
  @Answers(201, WhistleView, { description: 'The whistle that waits for the principal' })
  async request(
    @Body() asked: RequestWhistle,
    @IdempotencyKey() key: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<WhistleView> {
    const whistle = await this.whistles.request(actor, asked, key);
    void reply.header('Location', `/api/v1/whistles/${whistle.id}`);
    return tagged(reply, whistle);
  }

  /** A whistle, for its township, its departments and the centre. */
  @Get(':id')
  @Answers(200, WhistleView, answer)
  async read(
    @PathId() id: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<WhistleView> {
    return tagged(reply, await this.whistles.read(actor, id));
  }

  @Post(':id/approve')
  @Answers(200, WhistleView, answer)
  async approve(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() _command: ApproveWhistle,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<WhistleView> {
    return tagged(reply, await this.whistles.approve({ actor, id, ifMatch }));
  }

  @Post(':id/decline')
  @Answers(200, WhistleView, answer)
  async decline(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: DeclineWhistle,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<WhistleView> {
    return tagged(reply, await this.whistles.decline({ actor, id, ifMatch }, command));
  }

  @Post(':id/report-in')
  @Answers(200, WhistleView, answer)
  async reportIn(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() _command: ReportIn,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<WhistleView> {
    return tagged(reply, await this.whistles.reportIn({ actor, id, ifMatch }));
  }

  @Post(':id/complete')
  @Answers(200, WhistleView, answer)
  async complete(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() _command: CompleteWhistle,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<WhistleView> {
    return tagged(reply, await this.whistles.complete({ actor, id, ifMatch }));
  }

  @Post(':id/cancel')
  @Answers(200, WhistleView, answer)
  async cancel(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: CancelWhistle,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<WhistleView> {
    return tagged(reply, await this.whistles.cancel({ actor, id, ifMatch }, command));
  }

  @Post(':id/rate')
  @Answers(200, WhistleView, answer)
  async rate(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: RateDepartment,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<WhistleView> {
    return tagged(reply, await this.whistles.rate({ actor, id, ifMatch }, command));
  }
}
