import type { ContractClass } from '@gridwhistle/contracts';
import type { EntityManager } from 'typeorm';

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

export interface OnMark {
  event: ContractClass;
  durable: string;
}

const ON = Symbol('on');

type Handle<E> = (event: E, delivery: Delivery) => Promise<void>;

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
    const marks = (Reflect.getMetadata(ON, method.value as object) ?? []) as OnMark[];
    Reflect.defineMetadata(ON, [...marks, { event, durable } satisfies OnMark], method.value as object);
  };
}

/** The marks of a method; one method may handle several events. */
export const onMarks = (method: object): OnMark[] => (Reflect.getMetadata(ON, method) ?? []) as OnMark[];
