import { HotlineOrderAccepted, HotlineSaidAccepted } from '@gridwhistle/contracts';
import { Answers, type Reply } from '@gridwhistle/platform';
import { applyDecorators, Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { HotlineOrderCommands } from './hotline-order.commands.js';
import { answered } from './hotline-order.http.js';
import { HotlineSaidCommands } from './hotline-said.commands.js';
import { PlatformMapping } from './platform.mapping.js';
import { MessageId, SignedByHotline } from './signature.js';

/** A message in the platform's own words, as JSON or as a form. */
const InTheirWords = (): MethodDecorator =>
  applyDecorators(
    ApiParam({ name: 'platform', description: "The platform's code in the profile", schema: { type: 'string' } }),
    ApiConsumes('application/json', 'application/x-www-form-urlencoded'),
    ApiBody({ schema: { type: 'object', additionalProperties: true } }),
    ApiOkResponse({ description: 'The same message came before: the first answer again' }),
  );

/** The exchange with platforms that speak their own format: the profile's mapping says which field is which. */
@Controller('hotline/v1/platforms/:platform')
@SignedByHotline()
export class PlatformController {
  constructor(
    private readonly mapping: PlatformMapping,
    private readonly orders: HotlineOrderCommands,
    private readonly said: HotlineSaidCommands,
  ) {}

  @Post('orders')
  @InTheirWords()
  @Answers(201, HotlineOrderAccepted, { summary: 'Hand a work order over', description: 'The order and its ticket' })
  async receive(
    @Param('platform') platform: string,
    @Body() theirs: unknown,
    @MessageId() messageId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<HotlineOrderAccepted> {
    const order = this.mapping.order(platform, theirs);
    return answered(reply, await this.orders.receive(order, { messageId, platform }));
  }

  @Post('call-backs')
  @InTheirWords()
  @Answers(201, HotlineSaidAccepted, { summary: 'Tell what the caller said', description: 'The call-back' })
  async callBack(
    @Param('platform') platform: string,
    @Body() theirs: unknown,
    @MessageId() messageId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<HotlineSaidAccepted> {
    const said = this.mapping.callBack(platform, theirs);
    return answered(reply, await this.said.callBack(said.number, said, { messageId, platform }));
  }

  @Post('urges')
  @InTheirWords()
  @Answers(201, HotlineSaidAccepted, { summary: 'Press for an order', description: 'The urge' })
  async urge(
    @Param('platform') platform: string,
    @Body() theirs: unknown,
    @MessageId() messageId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<HotlineSaidAccepted> {
    const said = this.mapping.urge(platform, theirs);
    return answered(reply, await this.said.urge(said.number, said, { messageId, platform }));
  }

  @Post('withdrawals')
  @InTheirWords()
  @Answers(201, HotlineSaidAccepted, { summary: 'Ask to withdraw an order', description: 'The wish' })
  async withdraw(
    @Param('platform') platform: string,
    @Body() theirs: unknown,
    @MessageId() messageId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<HotlineSaidAccepted> {
    const said = this.mapping.withdrawal(platform, theirs);
    return answered(reply, await this.said.withdraw(said.number, said, { messageId, platform }));
  }
}
