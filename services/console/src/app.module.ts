import { MessagingModule } from '@gridwhistle/messaging';
import { Module, type DynamicModule } from '@nestjs/common';
import type { ConsoleSettings } from './config.js';
import { Edge } from './edge/edge.js';
import { Forwarder } from './edge/forwarder.js';
import { Readiness } from './edge/readiness.js';
import { FeedController } from './feed/feed.http.js';
import { Feed } from './feed/feed.js';
import { LedgerConsumers } from './ledger/ledger.consumers.js';
import { LedgerWriter } from './ledger/ledger.writer.js';
import { OrdersController, TicketsController } from './ledger/ledger.http.js';
import { Ledger } from './ledger/ledger.js';
import { Owned } from './ledger/owned.js';
import { TicketsByWords } from './ledger/tickets-by-words.js';
import { DocumentsController } from './page/documents.http.js';
import { PageController } from './page/page.http.js';
import { DepartmentStreams } from './profile/department-streams.js';
import { ProfileCommands } from './profile/profile.commands.js';
import { InternalProfileController, ProfileController } from './profile/profile.http.js';
import { Profiles } from './profile/profiles.js';
import { Repartitions } from './profile/repartitions.js';
import { InternalStaffController } from './profile/staff.http.js';
import { RegistryController } from './profile/registry.http.js';
import { StaffDirectory } from './profile/staff-directory.js';
import { SignIn } from './sign-in/sign-in.js';

@Module({
  controllers: [
    TicketsController,
    OrdersController,
    FeedController,
    ProfileController,
    InternalProfileController,
    InternalStaffController,
    RegistryController,
    DocumentsController,
    PageController,
  ],
  providers: [
    Profiles,
    StaffDirectory,
    DepartmentStreams,
    ProfileCommands,
    Repartitions,
    SignIn,
    Forwarder,
    Edge,
    Readiness,
    Feed,
    Ledger,
    TicketsByWords,
    Owned,
    LedgerWriter,
    LedgerConsumers,
  ],
})
export class ConsoleModule {
  static forRoot(settings: ConsoleSettings): DynamicModule {
    return { module: ConsoleModule, imports: [MessagingModule.forRoot('console', settings)] };
  }
}
