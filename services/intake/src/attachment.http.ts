import { Caller, Internal, PathId, Public, type Actor, type Reply } from '@gridwhistle/platform';
import type { ReportView } from '@gridwhistle/contracts';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { LookCommands } from './look.commands.js';
import { signedIn } from './report.http.js';
import { ReportQueries } from './report.queries.js';
import { ForReporters, ReporterCode } from './reporter-code.js';

const BYTES = { schema: { type: 'string' as const, format: 'binary' } };
const PICTURE = { 'image/jpeg': BYTES, 'image/png': BYTES, 'image/webp': BYTES };

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
  @ForReporters()
  @ApiParam({ name: 'n', schema: { type: 'integer', minimum: 0, maximum: 20 } })
  @ApiOperation({ summary: 'One photo of a report' })
  @ApiOkResponse({ description: 'The picture', content: PICTURE })
  async photo(
    @PathId() id: string,
    @Param('n') n: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
    @ReporterCode() code?: string,
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
