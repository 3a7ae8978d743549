import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiExcludeController, ApiExcludeEndpoint, ApiExtension } from '@nestjs/swagger';
import { ANONYMOUS, type Actor } from './actor.js';

/** Who may call an endpoint at all: staff with a token (unless said otherwise), everybody, or other services. */
export type Access = 'staff' | 'public' | 'internal';

export const ACCESS = 'gw:access';
/** Marks public operations in the OpenAPI document while it is made. */
export const PUBLIC_EXTENSION = 'x-gw-public';

/** Open to everybody. A token that is sent all the same is checked, and its bearer is the caller. */
export function Public(): ClassDecorator & MethodDecorator {
  return applyDecorators(SetMetadata(ACCESS, 'public'), ApiExtension(PUBLIC_EXTENSION, true));
}

/** For other services only (GW_INTERNAL_KEY as Bearer); the edge does not route it, the API document does not show it. */
export function Internal(): ClassDecorator & MethodDecorator {
  const mark = SetMetadata(ACCESS, 'internal');
  const onClass = applyDecorators(mark, ApiExcludeController() as ClassDecorator);
  const onMethod = applyDecorators(mark, ApiExcludeEndpoint() as MethodDecorator);
  return <T>(target: object, key?: string | symbol, descriptor?: TypedPropertyDescriptor<T>): void => {
    (key === undefined ? onClass : onMethod)(target as never, key, descriptor);
  };
}

const actors = new WeakMap<object, Actor>();

export function rememberActor(request: object, actor: Actor): void {
  actors.set(request, actor);
}

/** The caller of an HTTP request, as the guard found it: `@Caller() actor: Actor`. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  return actors.get(context.switchToHttp().getRequest<object>()) ?? ANONYMOUS;
});
