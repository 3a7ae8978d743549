import { MessagingModule } from '@gridwhistle/messaging';
import { RegistryModule } from '@gridwhistle/registry/copy';
import { Module, type DynamicModule } from '@nestjs/common';
import type { HotlineBridgeSettings } from './config.js';
import { ExtensionConsumer, OrderConsumer, TicketConsumer } from './consumers.js';
import { HotlineClient } from './hotline.client.js';
import { HotlineOrderCommands } from './hotline-order.commands.js';
import { HotlineOrderController, InternalHotlineOrderController } from './hotline-order.http.js';
import { HotlineOrderQueries } from './hotline-order.queries.js';
import { HotlineOrderStore } from './hotline-order.store.js';
import { HotlineSaidCommands } from './hotline-said.commands.js';
import { ImportCommands } from './import.commands.js';
import { ImportController } from './import.http.js';
import { MergeWorker } from './merge.worker.js';
import { OutgoingCommands } from './outgoing.commands.js';
import { OutgoingController } from './outgoing.http.js';
import { OutgoingNotes } from './outgoing.notes.js';
import { OutgoingSender } from './outgoing.sender.js';
import { OutgoingStore } from './outgoing.store.js';
import { Partners } from './partners.js';
import { PlatformController } from './platform.http.js';
import { PlatformMapping } from './platform.mapping.js';
import { HotlineOnly, Signature } from './signature.js';
import { WallClock } from './wall-clock.js';
import { TicketNotes } from './ticket.notes.js';
import { SealedWords } from './words.js';

const INCOMING = [HotlineOrderStore, HotlineOrderCommands, HotlineSaidCommands, HotlineOrderQueries];
const WAYS_IN = [SealedWords, Partners, WallClock, Signature, HotlineOnly, PlatformMapping, ImportCommands];
const OUTGOING = [OutgoingStore, OutgoingNotes, OutgoingSender, OutgoingCommands, HotlineClient];
const LEARNING = [TicketConsumer, OrderConsumer, ExtensionConsumer, TicketNotes, MergeWorker];

/** A partner away from here counts in minutes. */
const PACE_MS = 200;

@Module({
  controllers: [
    HotlineOrderController,
    PlatformController,
    InternalHotlineOrderController,
    OutgoingController,
    ImportController,
  ],
  providers: [...INCOMING, ...WAYS_IN, ...OUTGOING, ...LEARNING],
})
export class AppModule {
  static forRoot(settings: HotlineBridgeSettings): DynamicModule {
    const imports = [
      MessagingModule.forRoot('hotline-bridge', settings, { paceMs: PACE_MS }),
      RegistryModule.forRoot('hotline-bridge'),
    ];
    return { module: AppModule, imports };
  }
}
