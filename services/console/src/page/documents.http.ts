import { readFileSync } from 'node:fs';
import { Answers, Public, type Reply } from '@gridwhistle/platform';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';

const generated = (name: string): string =>
  readFileSync(new URL(`../../../../docs/generated/${name}`, import.meta.url), 'utf8');

/** The documents of everything that can be called and heard, made by `npm run generate` and checked in. */
@Controller('api')
@Public()
export class DocumentsController {
  private readonly documents = new Map<string, string>();

  @Get('openapi.json')
  @ApiOperation({ summary: 'This document' })
  @Answers(200, undefined, { description: 'OpenAPI 3.1' })
  openApi(@Res() reply: Reply): void {
    this.send(reply, 'openapi.json');
  }

  @Get('asyncapi.json')
  @ApiOperation({ summary: 'Every event and command of the bus' })
  @Answers(200, undefined, { description: 'AsyncAPI 3.0' })
  asyncApi(@Res() reply: Reply): void {
    this.send(reply, 'asyncapi.json');
  }

  private send(reply: Reply, name: string): void {
    const text = this.documents.get(name) ?? generated(name);
    this.documents.set(name, text);
    void reply.header('Content-Type', 'application/json; charset=utf-8').send(text);
  }
}
