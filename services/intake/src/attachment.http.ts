import { Caller, Internal, PathId, Public, type Actor, type Reply } from '@gridwhistle/platform';
import type { ReportView } from '@gridwhistle/contracts';
import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiHeader, ApiParam, ApiProduces } from '@nestjs/swagger';
import { LookCommands } from './look.commands.js';
import { REPORTER_CODE, signedIn } from './report.http.js';
import { ReportQueries } from './report.queries.js';

/** Photos by number, as bytes. */
@Controller('api/v1/tickets/:id/attachments')
export class AttachmentController {
  constructor(
    private readonly looks: LookCommands,
    private readonly queries: ReportQueries,
  ) {}

  /** One photo, for those who may read the words; with the code also for its reporter. */
  @Get(':n')
  @Public()
  @ApiHeader({ name: 'GW-Reporter-Code', required: false, description: "The reporter's code." })
  @ApiParam({ name: 'n', schema: { type: 'integer', minimum: 0, maximum: 20 } })
  @ApiProduces('image/jpeg', 'image/png', 'image/webp')
  async photo(
    @PathId() id: string,
    @Param('n') n: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
    @Headers(REPORTER_CODE) code?: string,
  ): Promise<Buffer> {
    const number = /^\d{1,2}$/.test(n) ? Number(n) : -1;
    const { mediaType, bytes } = await this.read(id, number, actor, code);
    void reply.headers({
      'Content-Type': mediaType,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    return bytes;
  }

  private async read(id: string, n: number, actor: Actor, code: string | undefined) {
    if (code !== undefined) return this.queries.photoOfReporter(id, n, code);
    return this.looks.photo(id, n, { actor: signedIn(actor), purpose: 'case file' });
  }
}

/** The words for other services, by id. */
@Controller('internal/reports')
@Internal()
export class InternalReportController {
  constructor(private readonly queries: ReportQueries) {}

  @Get(':id')
  words(@PathId() id: string): Promise<ReportView> {
    return this.queries.forServices(id);
  }
}
