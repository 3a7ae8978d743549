import type { ServiceName } from '@gridwhistle/kernel';
import type { DynamicModule } from '@nestjs/common';
import type { MicroserviceOptions } from '@nestjs/microservices';
import type { EntitySchema, MigrationInterface } from 'typeorm';
import type { CommonSettings } from './common-settings.js';
import type { Spec } from './settings.js';

/** A TypeORM migration class; its name ends in a timestamp, which orders it. */
export type MigrationClass = new () => MigrationInterface;

/** Everything that starts one service; exported as `definition` from the service's `src/index.ts`. */
export interface ServiceDefinition<S extends CommonSettings = CommonSettings> {
  readonly name: ServiceName;
  /** The service's own PostgreSQL schema; nobody else reads it. */
  readonly schema: string;
  /** `defineSettings({ ...COMMON_SETTINGS, … })` */
  readonly settings: Spec<S>;
  /** Tables of the platform, of messaging and of the service itself, in this order. */
  readonly migrations: readonly MigrationClass[];
  readonly entities: readonly EntitySchema[];
  module(settings: S): DynamicModule;
  /** The bus transport for commands; it is started without waiting for the bus. */
  microservice?(settings: S): MicroserviceOptions;
  readonly http?: HttpLimits;
  /** Its statements find rows by keys: each is planned once a session, whatever its values. A search asks for more. */
  readonly plansOnce?: boolean;
}

export interface HttpLimits {
  /** Largest body in bytes of single routes, by `METHOD /path/:as/in/the/controller`; all others: 1 MiB. */
  readonly bodyLimits?: Readonly<Record<string, number>>;
  /** Milliseconds that single routes wait for one transaction, in the same form; all others: 1,500. */
  readonly patienceMs?: Readonly<Record<string, number>>;
  /** Keeps the bytes of the body on the request (`@Req() request: RawBodyRequest<…>`), to verify a signature. */
  readonly rawBody?: boolean;
  /** Takes forms (`application/x-www-form-urlencoded`) beside JSON. */
  readonly forms?: boolean;
}

/** Injects the service's settings: `@Inject(SETTINGS) private readonly settings: IntakeSettings`. */
export const SETTINGS = Symbol('settings');
/** Injects the service's own definition. */
export const DEFINITION = Symbol('definition');
