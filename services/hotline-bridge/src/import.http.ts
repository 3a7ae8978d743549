import { HotlineImport, HotlineImported } from '@gridwhistle/contracts';
import { Answers, Caller, type Actor } from '@gridwhistle/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { ImportCommands } from './import.commands.js';

/** Exports of 12345 platforms that come as files, for the centre. */
@Controller('api/v1/hotline/imports')
export class ImportController {
  constructor(private readonly imports: ImportCommands) {}

  @Post()
  @Answers(200, HotlineImported, { description: 'What became of each line' })
  take(@Body() rows: HotlineImport, @Caller() actor: Actor): Promise<HotlineImported> {
    return this.imports.take(rows, actor);
  }
}
