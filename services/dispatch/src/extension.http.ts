import { ApproveExtension, ExtensionView, RefuseExtension, RequestExtension } from '@gridwhistle/contracts';
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
import { ExtensionCommands } from './extension.commands.js';

const answer = { description: 'The extension as it is now' };

/** More time for an order. */
@Controller('api/v1')
export class ExtensionController {
  constructor(private readonly extensions: ExtensionCommands) {}

  @Post('orders/:id/extensions')
  @Answers(201, ExtensionView, { description: 'The extension that waits to be ruled' })
  async request(
    @PathId() id: string,
    @Body() asked: RequestExtension,
    @IdempotencyKey() key: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ExtensionView> {
    const extension = await this.extensions.request({ actor, id }, asked, key);
    void reply.header('Location', `/api/v1/extensions/${extension.id}`);
    return tagged(reply, extension);
  }

  @Get('extensions/:id')
  @ApiOperation({ summary: 'An extension, for whoever sees its order' })
  @Answers(200, ExtensionView, answer)
  async read(
    @PathId() id: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ExtensionView> {
    return tagged(reply, await this.extensions.read(actor, id));
  }

  @Post('extensions/:id/approve')
  @Answers(200, ExtensionView, answer)
  async approve(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: ApproveExtension,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ExtensionView> {
    return tagged(reply, await this.extensions.approve({ actor, id, ifMatch }, command));
  }

  @Post('extensions/:id/refuse')
  @Answers(200, ExtensionView, answer)
  async refuse(
    @PathId() id: string,
    @IfMatch() ifMatch: number,
    @Body() command: RefuseExtension,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ExtensionView> {
    return tagged(reply, await this.extensions.refuse({ actor, id, ifMatch }, command));
  }
}
