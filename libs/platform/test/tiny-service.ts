import { Command, Id, Optional, QueryContract, Shape, Text, Whole } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Body, Controller, Get, Module, Post, Query, Res } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  Answers,
  belongsTo,
  Caller,
  COMMON_SETTINGS,
  Database,
  databaseNow,
  Idempotency,
  IdempotencyKey,
  IfMatch,
  Internal,
  limitOf,
  PageQuery,
  pageOf,
  PathId,
  PlatformTables1767225600000,
  Public,
  setEtag,
  type Actor,
  type CommonSettings,
  type Reply,
  type ServiceDefinition,
} from '../src/index.js';

/** A complete small service, as the smallest thing that uses every part of the platform. */
@Command('note.write', { summary: 'Write a note', example: { text: 'pump checked', weight: 2 } })
export class WriteNote {
  @Text(20) text!: string;
  @Optional() @Whole(1, 5) weight?: number;
}

@Command('note.change', { summary: 'Change a note', example: { text: 'pump mended' } })
export class ChangeNote {
  @Text(20) text!: string;
}

@Shape()
export class NoteView {
  @Id() id!: string;
  @Text(20) text!: string;
}

@QueryContract()
export class NoteQuery extends PageQuery {
  @Optional() @Text(20) about?: string;
}

class NoteTables1767225600001 implements MigrationInterface {
  readonly name = 'NoteTables1767225600001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table note (id uuid primary key, text text not null, sequence int not null default 1)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table note');
  }
}

@Controller('api/v1/notes')
export class NotesController {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
  ) {}

  @Post()
  @Answers(201, NoteView, { description: 'The note.' })
  write(@Caller() caller: Actor, @IdempotencyKey() key: string, @Body() body: WriteNote): Promise<NoteView> {
    return this.database.transaction((tx) =>
      this.idempotency.run(tx, { key, caller, act: 'note.write', body }, async () => {
        const [row] = await tx.query<NoteView[]>(
          `insert into note (id, text) values (uuidv7(), $1) returning id, text`,
          [body.text],
        );
        if (body.text === 'slow') await tx.query('select pg_sleep(0.5)');
        if (body.text === 'refuse') throw new DomainError('conflict', 'refused as asked');
        return row as NoteView;
      }),
    );
  }

  @Post(':id/change')
  @Answers(200, NoteView, { description: 'The note as it is now.' })
  change(
    @PathId() id: string,
    @IfMatch() sequence: number,
    @Body() body: ChangeNote,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<NoteView> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ sequence: number }[]>('select sequence from note where id = $1 for update', [id]);
      if (!row) throw new DomainError('order.unknown', 'no such note');
      if (row.sequence !== sequence) throw new DomainError('precondition.stale', `it is at ${row.sequence} by now`);
      await tx.query('update note set text = $2, sequence = sequence + 1 where id = $1', [id, body.text]);
      setEtag(reply, sequence + 1);
      return { id, text: body.text };
    });
  }

  @Get()
  @Answers(200, NoteView, { description: 'Notes.', page: true })
  async list(@Query() query: NoteQuery): Promise<object> {
    const rows = await this.database.source.query<NoteView[]>('select id, text from note order by id limit $1', [
      limitOf(query) + 1,
    ]);
    return pageOf(rows, limitOf(query), (row) => [row.id]);
  }

  @Get('mine')
  @Answers(200, undefined, { description: 'Who is calling.' })
  mine(@Caller() caller: Actor): object {
    return { id: caller.id, atCentre: belongsTo(caller, '522730-centre') };
  }

  @Public()
  @Get('clock')
  @Answers(200, undefined, { description: 'Domain time.' })
  async clock(): Promise<object> {
    return { now: await databaseNow(this.database.source.manager) };
  }

  @Public()
  @Get('broken')
  @Answers(200, undefined, { description: 'Fails.' })
  broken(): Promise<object> {
    return this.database.source.query(`select 'a secret phone'::int`);
  }
}

@Controller('internal/notes')
@Internal()
export class InternalNotesController {
  @Get()
  list(@Caller() caller: Actor): Actor {
    return caller;
  }
}

@Module({ controllers: [NotesController, InternalNotesController] })
class NotesModule {}

export const definition: ServiceDefinition<CommonSettings> = {
  name: 'intake',
  schema: 'intake',
  settings: COMMON_SETTINGS,
  migrations: [PlatformTables1767225600000, NoteTables1767225600001],
  entities: [],
  module: () => ({ module: NotesModule }),
  http: { bodyLimits: { 'POST /api/v1/notes': 4096 } },
};
