import { readFileSync } from 'node:fs';
import { DomainError } from '@gridwhistle/kernel';
import { Answers, Public, type Reply } from '@gridwhistle/platform';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces } from '@nestjs/swagger';

/** Everything from here, nothing from elsewhere: a token that is pasted in can be sent to nobody else. */
const POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `connect-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

const FOLDER = new URL('../../page/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = {
  'style.css': 'text/css',
  'tickets.js': 'text/javascript',
  'assign.js': 'text/javascript',
  'reporter.js': 'text/javascript',
  'words.js': 'text/javascript',
};

/** The plain pages: tickets moving at `/`, the reporter's own page at `/r/<ticket id>#<code>`. */
@Controller()
@Public()
export class PageController {
  private readonly files = new Map<string, string>();

  @Get()
  @ApiOperation({ summary: 'Page: tickets moving' })
  @ApiProduces('text/html')
  @Answers(200, undefined, { description: 'HTML' })
  tickets(@Res() reply: Reply): void {
    this.send(reply, 'tickets.html', 'text/html');
  }

  @Get('r/:id')
  @ApiOperation({ summary: "Page: a reporter's own matter; the code stays in the address's fragment" })
  @ApiProduces('text/html')
  @Answers(200, undefined, { description: 'HTML' })
  reporter(@Param('id') _id: string, @Res() reply: Reply): void {
    this.send(reply, 'reporter.html', 'text/html');
  }

  @Get('page/:file')
  @ApiOperation({ summary: 'Script or style of a page' })
  @ApiProduces('text/javascript', 'text/css')
  @Answers(200, undefined, { description: 'The file' })
  asset(@Param('file') name: string, @Res() reply: Reply): void {
    const type = TYPES[name];
    if (type === undefined) throw new DomainError('route.unknown', 'there is nothing at this address');
    this.send(reply, name, type);
  }

  private send(reply: Reply, name: string, type: string): void {
    const text = this.files.get(name) ?? readFileSync(new URL(name, FOLDER), 'utf8');
    this.files.set(name, text);
    void reply
      .header('Content-Type', `${type}; charset=utf-8`)
      .header('Content-Security-Policy', POLICY)
      .header('X-Content-Type-Options', 'nosniff')
      .header('Referrer-Policy', 'no-referrer')
      .header('Cache-Control', 'no-cache')
      .send(text);
  }
}
