import { readFileSync } from 'node:fs';
import { Public, type Reply } from '@gridwhistle/platform';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';

/** Everything from here, nothing from elsewhere; the token that is pasted in can be sent to nobody else. */
const POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `connect-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

const file = (name: string): string => readFileSync(new URL(`../../page/${name}`, import.meta.url), 'utf8');

/** The plain pages: tickets moving at `/`, the reporter's own page at `/r/<ticket id>#<code>`. */
@Controller()
@Public()
@ApiExcludeController()
export class PageController {
  private readonly files = new Map<string, string>();

  @Get()
  tickets(@Res() reply: Reply): void {
    this.send(reply, 'index.html', 'text/html');
  }

  @Get('r/:id')
  reporter(@Res() reply: Reply): void {
    this.send(reply, 'reporter.html', 'text/html');
  }

  @Get('page/style.css')
  style(@Res() reply: Reply): void {
    this.send(reply, 'style.css', 'text/css');
  }

  @Get('page/words.js')
  words(@Res() reply: Reply): void {
    this.send(reply, 'words.js', 'text/javascript');
  }

  @Get('page/index.js')
  ticketsScript(@Res() reply: Reply): void {
    this.send(reply, 'index.js', 'text/javascript');
  }

  @Get('page/reporter.js')
  reporterScript(@Res() reply: Reply): void {
    this.send(reply, 'reporter.js', 'text/javascript');
  }

  private send(reply: Reply, name: string, type: string): void {
    const text = this.files.get(name) ?? file(name);
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
