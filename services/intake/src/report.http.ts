import {
  AttachmentList,
  CallBackRecorded,
  CallBackTicket,
  ObjectionRecorded,
  ObjectTicket,
  PlaceQuery,
  RateTicket,
  RatingRecorded,
  ReportAccepted,
  ReporterPerson,
  ReporterView,
  ReopeningRecorded,
  ReopenReport,
  ReportMatter,
  ReportView,
  RevealReporter,
  WithdrawalRecorded,
  WithdrawTicket,
} from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import {
  Answers,
  Caller,
  IdempotencyKey,
  PathId,
  Public,
  setEtag,
  type Actor,
  type Reply,
} from '@gridwhistle/platform';
import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { CallBackCommands } from './call-back.commands.js';
import { LookCommands } from './look.commands.js';
import { RatingCommands } from './rating.commands.js';
import { ReportCommands } from './report.commands.js';
import { ReportQueries } from './report.queries.js';
import { CodeRefusal, ForReporters, ReporterCode } from './reporter-code.js';

@Controller('api/v1/tickets')
export class ReportController {
  constructor(
    private readonly reports: ReportCommands,
    private readonly ratings: RatingCommands,
    private readonly callBacks: CallBackCommands,
    private readonly looks: LookCommands,
    private readonly queries: ReportQueries,
  ) {}

  /** Report a matter; open to everybody. A grid worker's token makes it the grid worker's report. */
  @Post()
  @Public()
  @Answers(201, ReportAccepted, { description: 'The report with the code that only its reporter gets' })
  async report(
    @Body() matter: ReportMatter,
    @Query() query: PlaceQuery,
    @IdempotencyKey() key: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ReportAccepted> {
    const accepted = await this.reports.receive(matter, { actor, key, query });
    void reply.header('Location', `/api/v1/tickets/${accepted.id}`);
    return accepted;
  }

  /** The reporter's own view, with the code; for staff a ticket that dispatch has not opened yet. */
  @Get(':id')
  @Public()
  @ForReporters()
  @Answers(200, ReporterView, {
    summary: 'A ticket as its reporter sees it, by the code',
    description: "The reporter's view; for staff with a token the ticket as it waits for dispatch",
  })
  async ticket(
    @PathId() id: string,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: Reply,
    @ReporterCode() code?: string,
  ): Promise<object> {
    if (code !== undefined) return this.queries.ofReporter(id, code);
    const waiting = await this.queries.waiting(id, signedIn(actor));
    setEtag(reply, waiting.sequence);
    return waiting;
  }

  /** The words, place and photos, for whoever handles, verifies or dispatches it; the look is recorded. */
  @Get(':id/report')
  @Answers(200, ReportView, {
    summary: 'The words, place and photos of a ticket; the look is recorded',
    description: 'The words; the reporter masked',
  })
  words(@PathId() id: string, @Caller() actor: Actor): Promise<ReportView> {
    return this.looks.read(id, { actor, purpose: 'case file' });
  }

  /** The reporter in clear, for whoever handles the live order; the look is recorded with its purpose. */
  @Post(':id/reveal')
  @Answers(200, ReporterPerson, { description: 'Name and phone, as far as they were given' })
  reveal(@PathId() id: string, @Body() { purpose }: RevealReporter, @Caller() actor: Actor): Promise<ReporterPerson> {
    return this.looks.reveal(id, { actor, purpose });
  }

  /** The photos of a report. */
  @Get(':id/attachments')
  @Public()
  @ForReporters()
  @Answers(200, AttachmentList, { summary: 'The photos of a report', description: 'Which photos there are' })
  async photos(@PathId() id: string, @Caller() actor: Actor, @ReporterCode() code?: string): Promise<AttachmentList> {
    if (code !== undefined) return { items: await this.queries.photosOfReporter(id, code) };
    const { photos } = await this.looks.read(id, { actor: signedIn(actor), purpose: 'case file' });
    return { items: photos };
  }

  /** Rate the result: the reporter, once per round. */
  @Post(':id/rating')
  @Public()
  @CodeRefusal()
  @Answers(201, RatingRecorded, { description: 'The round that was rated' })
  rate(@PathId() id: string, @Body() rating: RateTicket): Promise<RatingRecorded> {
    return this.ratings.rate(id, rating);
  }

  /** Ask to withdraw the matter. */
  @Post(':id/withdrawal')
  @Public()
  @CodeRefusal()
  @Answers(202, WithdrawalRecorded, { description: 'The wish is noted; dispatch decides' })
  withdraw(@PathId() id: string, @Body() withdrawal: WithdrawTicket): Promise<WithdrawalRecorded> {
    return this.ratings.withdraw(id, withdrawal);
  }

  /** Object to a private matter: the reporter, once. */
  @Post(':id/objection')
  @Public()
  @CodeRefusal()
  @Answers(202, ObjectionRecorded, { description: 'The objection is noted; the dispatching unit rules' })
  object(@PathId() id: string, @Body() objection: ObjectTicket): Promise<ObjectionRecorded> {
    return this.ratings.object(id, objection);
  }

  /** Ask to have a closed matter handled again: the reporter, inside the window. */
  @Post(':id/reopening')
  @Public()
  @CodeRefusal()
  @Answers(202, ReopeningRecorded, { description: 'The wish is noted; the matter is handled again' })
  reopen(@PathId() id: string, @Body() wish: ReopenReport): Promise<ReopeningRecorded> {
    return this.ratings.reopen(id, wish);
  }

  /** Record what the reporter said when called. */
  @Post(':id/call-backs')
  @Answers(201, CallBackRecorded, { description: 'The call-back' })
  callBack(
    @PathId() id: string,
    @Body() said: CallBackTicket,
    @IdempotencyKey() key: string,
    @Caller() actor: Actor,
  ): Promise<CallBackRecorded> {
    return this.callBacks.record(id, said, { actor, key });
  }
}

/** Without a code an account is needed. */
export function signedIn(actor: Actor): Actor {
  if (actor.kind !== 'anonymous') return actor;
  throw new DomainError('auth.token-missing', "a Bearer token or the reporter's code is required");
}
