import { Logger, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import type { CommonSettings } from './common-settings.js';
import type { ServiceDefinition } from './definition.js';
import { Health } from './health.js';
import { fastifyAdapter, prepareHttp } from './http-server.js';
import { JsonLogger } from './log.js';
import { PlatformModule } from './platform.module.js';
import { inScope } from './service-scope.js';
import { readSettings, SettingsError } from './settings.js';
import { startTelemetry } from './telemetry.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface RunningService {
  readonly app: NestFastifyApplication;
  /** Base URL it listens on, without a trailing slash. */
  readonly url: string;
  /** Takes no more work, finishes what runs, closes everything. Safe to call twice. */
  stop(): Promise<void>;
}

const STOP_WITHIN_MS = 25_000;
const EXIT_BAD_SETTINGS = 78;

class ServiceRoot {}

/**
 * Starts a service: settings, tracing, database and migrations, modules, HTTP; the bus follows by itself.
 * @throws SettingsError with every problem of the environment
 */
export async function startService<S extends CommonSettings>(
  definition: ServiceDefinition<S>,
  env: Environment,
): Promise<RunningService> {
  const settings = readSettings(definition.settings, env);
  const scope = { service: definition.name, instance: settings.GW_INSTANCE };
  return inScope(scope, () => start(definition, settings));
}

/** The whole of a service's `main.ts`: starts it and stops it gracefully on SIGTERM or SIGINT. */
export async function runMain<S extends CommonSettings>(
  definition: ServiceDefinition<S>,
  env: Environment,
): Promise<void> {
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
  try {
    const service = await startService(definition, env);
    const stop = (): void => void stopAndExit(service);
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    if (error instanceof SettingsError) process.stderr.write(`${definition.name}: ${error.message}\n`);
    else die(error);
    process.exit(EXIT_BAD_SETTINGS);
  }
}

/** Node's own report of a crash could quote what people wrote. */
function die(error: unknown): never {
  new Logger('Main').fatal(error);
  process.exit(1);
}

/** The module tree of a service; the same for running it and for describing its API. */
export function rootModule<S extends CommonSettings>(definition: ServiceDefinition<S>, settings: S): DynamicModule {
  return { module: ServiceRoot, imports: [PlatformModule.forRoot(definition, settings), definition.module(settings)] };
}

async function start<S extends CommonSettings>(definition: ServiceDefinition<S>, settings: S): Promise<RunningService> {
  Logger.overrideLogger(new JsonLogger(settings.GW_LOG_LEVEL));
  const stopTelemetry = startTelemetry(settings, definition.name);
  const app = await createApp(definition, settings);
  const close = closing(app, stopTelemetry);
  try {
    // The profile's copy is in force before the first command can come.
    await app.init();
    if (definition.microservice) startBus(app, definition.microservice(settings));
    await app.listen(settings.GW_PORT, settings.GW_HOST);
    const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    new Logger('Main').log({ msg: `listening on ${url}` });
    return { app, url, stop: close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function createApp<S extends CommonSettings>(
  definition: ServiceDefinition<S>,
  settings: S,
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(rootModule(definition, settings), fastifyAdapter(), {
    abortOnError: false,
    bodyParser: false,
    rawBody: definition.http?.rawBody ?? false,
  });
  prepareHttp(app, definition.http ?? {});
  return app;
}

/** Not awaited: a bus that is away keeps nobody from HTTP. */
function startBus(app: NestFastifyApplication, options: object): void {
  app.connectMicroservice(options);
  app.startAllMicroservices().catch((error: unknown) => new Logger('Main').error(error));
}

function closing(app: NestFastifyApplication, stopTelemetry: () => Promise<void>): () => Promise<void> {
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    app.get(Health).stop();
    const source = app.get(DataSource);
    await app.close();
    if (source.isInitialized) await source.destroy();
    await stopTelemetry();
  };
  return () => (closed ??= close());
}

async function stopAndExit(service: RunningService): Promise<void> {
  const late = setTimeout(() => process.exit(1), STOP_WITHIN_MS);
  late.unref();
  await service.stop().catch((error: unknown) => {
    new Logger('Main').error(error);
    process.exitCode = 1;
  });
  process.exit();
}
