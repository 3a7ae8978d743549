import type { ContractClass } from '@gridwhistle/contracts';
import type { EntityManager } from 'typeorm';
import type { Step } from './step.js';

/** What a handler is told beside the event. Everything it does through `tx` commits with the record that it was done. */
export interface Delivery {
  tx: EntityManager;
  eventId: string;
  /** Service that owns the entity. */
  owner: string;
  entity: string;
  aggregateId: string;
  /** Count of the aggregate's events; also the aggregate's version after this one. */
  sequence: number;
  ticketId: string | null;
  /** The unit that held the aggregate, `none` where there was none. */
  unit: string;
  /** When it happened (the owner's clock), never when it arrived. */
  at: Date;
}

/** One of many deliveries that a handler is given at once. */
export interface Delivered<E extends object = object> extends Delivery {
  event: E;
  /** Its span: what is published because of it names it as cause. */
  step: Step;
}

export interface OnMark {
  event: ContractClass;
  durable: string;
  /** The method takes many deliveries at once. */
  many: boolean;
}

const ON = Symbol('on');

type Handle<E> = (event: E, delivery: Delivery) => Promise<void>;
type HandleMany<E extends object> = (tx: EntityManager, deliveries: readonly Delivered<E>[]) => Promise<void>;

/**
 * Marks a provider's method as the one handler of an event in a durable:
 * `@On(OrderIssued, 'escalation-orders') async issued(event: OrderIssued, delivery: Delivery) { … }`.
 *
 * The durable receives the whole entity and gives each aggregate's events in order, each with one effect. Its name
 * starts with the service's name and is for ever: a new name starts at the beginning of the stream. Events without a
 * handler are passed over. A handler has 30 seconds; one that fails five times is parked with its aggregate.
 */
export function On<E extends object>(event: ContractClass<E>, durable: string) {
  return <M extends Handle<E>>(_target: object, _key: string | symbol, method: TypedPropertyDescriptor<M>): void => {
    mark(method.value as object, [{ event, durable, many: false }]);
  };
}

/**
 * Marks a provider's method as the one handler of several events in a durable, for effects that are written together:
 * `@OnMany([OrderIssued, OrderAccepted], 'assessment-facts') async told(tx, deliveries) { … }`.
 *
 * It is given what a batch brings, in the order of the stream, an aggregate's events in their own order; several of one
 * aggregate are nothing special. All else is as with `@On`. When it throws, the batch is undone and it is given one
 * delivery at a time: so it must do the same whether it is given many or one.
 */
export function OnMany<C extends ContractClass>(events: readonly C[], durable: string) {
  return <M extends HandleMany<InstanceType<C>>>(
    _target: object,
    _key: string | symbol,
    method: TypedPropertyDescriptor<M>,
  ): void => {
    const marks = events.map((event) => ({ event, durable, many: true }));
    mark(method.value as object, marks);
  };
}

function mark(method: object, marks: readonly OnMark[]): void {
  Reflect.defineMetadata(ON, [...onMarks(method), ...marks], method);
}

/** The marks of a method; one method may handle several events. */
export const onMarks = (method: object): OnMark[] => (Reflect.getMetadata(ON, method) ?? []) as OnMark[];
