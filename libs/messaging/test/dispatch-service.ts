import { rungPolicy, startClock, type WorkCalendar } from '@gridwhistle/clocks';
import {
  AcceptOrder,
  make,
  OrderAccepted,
  OrderAmber,
  OrderDue,
  OrderProgressed,
  ProgressOrder,
} from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import {
  COMMON_SETTINGS,
  Database,
  databaseNow,
  PlatformTables1767225600000,
  type ServiceDefinition,
} from '@gridwhistle/platform';
import { Controller, Injectable, Module } from '@nestjs/common';
import { Ctx, NatsContext, Payload } from '@nestjs/microservices';
import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import { v7 } from 'uuid';
import {
  BusCommand,
  busCall,
  busMicroservice,
  ClockStore,
  clockRow,
  MessagingModule,
  MESSAGING_MIGRATIONS,
  publish,
  Rungs,
  type FiredRungs,
} from '../src/index.js';

export const WATER = '522730-water';
const ALWAYS_OPEN: WorkCalendar = {
  offset: '+08:00',
  officeHours: [{ from: '00:00', to: '24:00' }],
  holidays: [],
  makeUpDays: [],
  announcedYears: [2026],
} as unknown as WorkCalendar;

class OrderTable1767225600002 implements MigrationInterface {
  readonly name = 'OrderTable1767225600002';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table "order" (id uuid primary key, ticket_id uuid not null, sequence int not null)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table "order"');
  }
}

interface OrderRow {
  id: string;
  ticket_id: string;
  sequence: number;
}

/** A tiny owner of orders: each act adds one event. */
@Injectable()
export class Orders {
  constructor(
    private readonly database: Database,
    private readonly clocks: ClockStore,
  ) {}

  /** Adds `events` progress events to each order, one transaction an event; new ids make new orders. */
  async progress(id: string, events = 1): Promise<void> {
    for (let count = 0; count < events; count += 1) await this.database.transaction((tx) => this.act(tx, id));
  }

  async act(tx: EntityManager, id: string, how: 'progressed' | 'accepted' = 'progressed'): Promise<number> {
    const now = await databaseNow(tx);
    const order = await this.locked(tx, id);
    const ids = { orderId: id, ticketId: order.ticket_id, unit: WATER };
    const event = how === 'accepted' ? make(OrderAccepted, { ...ids, onTime: true }) : make(OrderProgressed, ids);
    const sequence = await publish(tx, aggregate(order), [event], now);
    await tx.query('update "order" set sequence = $2 where id = $1', [id, sequence]);
    return sequence;
  }

  /** Starts a clock of a natural hour with amber at half of it. */
  async startClock(id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = await databaseNow(tx);
      const order = await this.locked(tx, id);
      const clock = startClock({ kind: 'handling', limit: { amount: 1, unit: 'emergency-hour' }, at }, ALWAYS_OPEN);
      const place = { id: v7(), entity: 'order', aggregateId: id, ticketId: order.ticket_id, unit: WATER };
      await this.clocks.save(tx, [clockRow(place, clock, rungPolicy({ amber: 0.5 }), ALWAYS_OPEN)]);
    });
  }

  async lock(tx: EntityManager, ids: readonly string[]): Promise<string[]> {
    const sql = 'select id from "order" where id = any($1) order by id for update skip locked';
    return (await tx.query<{ id: string }[]>(sql, [ids])).map(({ id }) => id);
  }

  @Rungs('order')
  async fire(tx: EntityManager, fired: readonly FiredRungs[], now: Date): Promise<void> {
    for (const each of fired) await each.step.within(() => this.tell(tx, each, now));
  }

  private async tell(tx: EntityManager, { aggregateId, rungs }: FiredRungs, now: Date): Promise<void> {
    const order = await this.locked(tx, aggregateId);
    const dueAt = now.toISOString();
    const common = {
      orderId: order.id,
      ticketId: order.ticket_id,
      unit: WATER,
      clock: 'handling',
      severity: 'normal',
      dueAt,
    } as const;
    const events = rungs.map(({ name }) => make(name === 'amber' ? OrderAmber : OrderDue, common));
    const sequence = await publish(tx, aggregate(order), events, now);
    await tx.query('update "order" set sequence = $2 where id = $1', [order.id, sequence]);
  }

  private async locked(tx: EntityManager, id: string): Promise<OrderRow> {
    await tx.query('insert into "order" values ($1, $2, 0) on conflict do nothing', [id, v7()]);
    const [order] = await tx.query<OrderRow[]>('select * from "order" where id = $1 for update', [id]);
    if (!order) throw new DomainError('order.unknown', 'no such order');
    return order;
  }
}

const aggregate = (order: OrderRow) => ({
  entity: 'order',
  id: order.id,
  sequence: order.sequence,
  ticketId: order.ticket_id,
  unit: WATER,
});

@Controller()
export class OrderBus {
  constructor(
    private readonly database: Database,
    private readonly orders: Orders,
  ) {}

  @BusCommand(AcceptOrder)
  async accept(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<object> {
    const { actor, id, ifMatch } = busCall(context, data, AcceptOrder);
    if (actor.id !== WATER) throw new DomainError('auth.forbidden', 'not the holder');
    if (ifMatch === 99) throw new DomainError('precondition.stale', 'the order has changed');
    return { id, version: await this.database.transaction((tx) => this.orders.act(tx, id, 'accepted')) };
  }

  @BusCommand(ProgressOrder)
  async progress(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<void> {
    const { id } = busCall(context, data, ProgressOrder);
    if (id === '') throw new Error('a fault of ours');
  }
}

@Module({})
class DispatchModule {}

export const dispatch: ServiceDefinition = {
  name: 'dispatch',
  schema: 'dispatch',
  settings: COMMON_SETTINGS,
  migrations: [PlatformTables1767225600000, ...MESSAGING_MIGRATIONS, OrderTable1767225600002],
  entities: [],
  microservice: (settings) => busMicroservice('dispatch', settings),
  module: (settings) => ({
    module: DispatchModule,
    imports: [MessagingModule.forRoot('dispatch', settings)],
    providers: [Orders],
    controllers: [OrderBus],
  }),
};
