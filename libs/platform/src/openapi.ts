import { allCommands, componentSchemas, type Schema } from '@gridwhistle/contracts';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { PUBLIC_EXTENSION } from './access.js';
import { rootModule } from './bootstrap.js';
import type { CommonSettings } from './common-settings.js';
import type { ServiceDefinition } from './definition.js';
import { fastifyAdapter } from './http-server.js';
import { addProblems, problemComponents } from './openapi-problems.js';
import { exampleSettings } from './settings.js';

export type OpenApiDocument = OpenAPIObject;
type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const RESPONSE_REF = /#\/components\/responses\/(\w+)/g;
const SCHEMA_REF = /#\/components\/schemas\/(\w+)/g;

/**
 * The OpenAPI document of one service, from its controllers and contract classes. Nothing is connected or started:
 * Nest's preview mode builds the module tree without making providers.
 */
export async function openApiOf<S extends CommonSettings>(definition: ServiceDefinition<S>): Promise<OpenApiDocument> {
  const root = rootModule(definition, exampleSettings(definition.settings));
  const app = await NestFactory.create(root, fastifyAdapter(), { preview: true, abortOnError: false, logger: false });
  const document = SwaggerModule.createDocument(app, frameOf(definition.name), {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) finish(operation, method, path, definition.name);
    }
  }
  return withComponents(document);
}

function frameOf(service: string): Omit<OpenAPIObject, 'paths'> {
  return new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(`GridWhistle ${service}`)
    .setDescription('Times are RFC 3339 with offset, places GeoJSON (WGS 84), errors problem+json (RFC 9457).')
    .setVersion('1.0.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'staff')
    .build();
}

function finish(operation: Operation, method: string, path: string, service: string): void {
  const marked = operation as Operation & { [PUBLIC_EXTENSION]?: boolean };
  const isPublic = marked[PUBLIC_EXTENSION] === true;
  delete marked[PUBLIC_EXTENSION];
  operation.tags = [service];
  operation.security = isPublic ? [] : [{ staff: [] }];
  operation.summary = summaryOf(operation);
  operation.parameters?.sort((one, other) => placeIn(path, one) - placeIn(path, other));
  addProblems(operation, { isPublic, method, path });
}

/** Nest names parameters in the order in which their decorators ran: here those of the path come first, as it is written. */
const placeIn = (path: string, parameter: object): number =>
  'in' in parameter && parameter.in === 'path' && 'name' in parameter
    ? path.indexOf(`{${String(parameter.name)}}`)
    : path.length;

/** A command's own summary; else the one given by `@ApiOperation`, else the method's name. */
function summaryOf(operation: Operation): string {
  const body = JSON.stringify(operation.requestBody ?? {}).match(/schemas\/(\w+)/)?.[1];
  const command = allCommands().find(({ cls }) => cls.name === body);
  return operation.summary || (command?.summary ?? operation.operationId?.split('_').at(-1) ?? '');
}

/** Replaces what Nest derived by the contracts' own schemas, and adds those that they refer to. */
function withComponents(document: OpenAPIObject): OpenApiDocument {
  const known = componentSchemas();
  const derived = (document.components?.schemas ?? {}) as Record<string, Schema>;
  const { schemas: problemSchemas, responses: all } = problemComponents();
  const answered = new Set(namesIn(RESPONSE_REF, document.paths));
  const responses = Object.fromEntries(Object.entries(all).filter(([name]) => answered.has(name)));
  const schemaBy = (name: string): Schema | undefined => known[name] ?? problemSchemas[name] ?? derived[name];
  const wanted = new Set<string>();
  const queue = namesIn(SCHEMA_REF, { paths: document.paths, responses });
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (wanted.has(name)) continue;
    wanted.add(name);
    queue.push(...namesIn(SCHEMA_REF, schemaBy(name) ?? {}));
  }
  const schemas = [...wanted].sort().map((name) => [name, schemaBy(name)]);
  return {
    ...document,
    components: { ...document.components, schemas: Object.fromEntries(schemas) as never, responses },
  };
}

function namesIn(reference: RegExp, value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(reference)].map((match) => match[1] ?? '');
}
