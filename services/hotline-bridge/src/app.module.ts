import { MessagingModule } from '@gridwhistle/messaging';
import { Module, type DynamicModule } from '@nestjs/common';
import type { HotlineBridgeSettings } from './config.js';
import { OrderConsumer, TicketConsumer } from './consumers.js';
import { HotlineClient } from './hotline.client.js';
import { HotlineOrderCommands } from './hotline-order.commands.js';
import { HotlineOrderController, InternalHotlineOrderController } from './hotline-order.http.js';
import { HotlineOrderQueries } from './hotline-order.queries.js';
import { HotlineOrderStore } from './hotline-order.store.js';
import { OutgoingNotes } from './outgoing.notes.js';
import { OutgoingSender } from './outgoing.sender.js';
import { OutgoingStore } from './outgoing.store.js';
import { HotlineOnly, Signature } from './signature.js';
import { SealedWords } from './words.js';

const INCOMING = [HotlineOrderStore, HotlineOrderCommands, HotlineOrderQueries, SealedWords, Signature, HotlineOnly];
const OUTGOING = [OutgoingStore, OutgoingNotes, OutgoingSender, HotlineClient, TicketConsumer, OrderConsumer];

/** A partner away from here counts in minutes. */
const PACE_MS = 200;

@Module({
  controllers: [HotlineOrderController, InternalHotlineOrderController],
  providers: [...INCOMING, ...OUTGOING],
})
export class AppModule {
  static forRoot(settings: HotlineBridgeSettings): DynamicModule {
    return { module: AppModule, imports: [MessagingModule.forRoot('hotline-bridge', settings, { paceMs: PACE_MS })] };
  }
}
