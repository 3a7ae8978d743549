import type { HttpRequest } from '@gridwhistle/platform';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiForbiddenResponse, ApiHeader } from '@nestjs/swagger';

/** The reporter's code, from the header `GW-Reporter-Code`; undefined without one. */
export const ReporterCode = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string | undefined =>
    [context.switchToHttp().getRequest<HttpRequest>().headers['gw-reporter-code']].flat()[0],
);

/** Documents that an endpoint also opens with the code. */
export const ForReporters = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'GW-Reporter-Code',
      required: false,
      description: "The reporter's code, for whoever has no account.",
      schema: { type: 'string', minLength: 8, maxLength: 64 },
    }),
    CodeRefusal(),
  );

/** Documents the refusal of a wrong code. */
export const CodeRefusal = (): MethodDecorator =>
  ApiForbiddenResponse({ description: '`auth.code-invalid` the code does not open this ticket; or `auth.forbidden`' });
