import 'reflect-metadata';
import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { PUBLIC, REQUIRED_PERMISSION } from '../../apps/api/src/http/request-context.js';
import { SENSITIVE } from '../../apps/api/src/http/session-rules.js';
import { openApiDocument } from '../../apps/api/src/open-api.js';

/** The document without a running API: in preview mode nothing is created and nothing connects. */
export async function describeApi(): Promise<OpenAPIObject> {
  const options = { preview: true, logger: false, abortOnError: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule, new FastifyAdapter(), options);
  return openApiDocument(app);
}

export interface DeclaredRoute {
  /** As in the document: `POST /v1/tasks/{id}/completion`. */
  readonly route: string;
  /** `public`, `signed-in`, a permission, or null where the endpoint names none and so is closed. */
  readonly permission: string | null;
  /** Asks that the person has just proved who she is. */
  readonly isSensitive: boolean;
}

/** The classes that bodies and queries are read into, by name, as the validation sees them. */
export function envelopeClasses(): ReadonlyMap<string, Type<object>> {
  const classes = controllers()
    .flatMap((controller) => handlersOf(controller).map(([name]) => [controller.prototype as object, name] as const))
    .flatMap(([prototype, name]) => Reflect.getMetadata('design:paramtypes', prototype, name) as Type<object>[]);
  return new Map(classes.map((envelope) => [envelope.name, envelope]));
}

/** What the controllers declare, with what each endpoint asks of the caller. */
export function declaredRoutes(): readonly DeclaredRoute[] {
  return controllers()
    .flatMap(routesOf)
    .sort((a, b) => (a.route < b.route ? -1 : 1));
}

function controllers(): readonly Type<object>[] {
  return Reflect.getMetadata('controllers', ApiModule) as Type<object>[];
}

function handlersOf(controller: Type<object>): readonly (readonly [name: string, handler: object])[] {
  const prototype = controller.prototype as Record<string, unknown>;
  const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
  return names.flatMap((name) => {
    const handler = prototype[name];
    return typeof handler === 'function' && Reflect.hasMetadata(PATH_METADATA, handler) ? [[name, handler]] : [];
  });
}

function routesOf(controller: Type<object>): readonly DeclaredRoute[] {
  return handlersOf(controller).map(([, handler]) => {
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
    const segments = [controller, handler].map((target) => Reflect.getMetadata(PATH_METADATA, target) as string);
    const isSensitive = [handler, controller].some((target) => Reflect.getMetadata(SENSITIVE, target) === true);
    return { route: `${method} ${pathOf(segments)}`, permission: permissionOf(controller, handler), isSensitive };
  });
}

function pathOf(segments: readonly string[]): string {
  const parts = segments.flatMap((segment) => segment.split('/')).filter((part) => part !== '');
  return `/${parts.map((part) => part.replace(/^:(.*)$/, '{$1}')).join('/')}`;
}

/** As the guard looks: the endpoint first, then its controller. */
function permissionOf(controller: Type<object>, handler: object): string | null {
  const read = (key: string): unknown => Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);
  if (read(PUBLIC) === true) return 'public';
  return (read(REQUIRED_PERMISSION) as string | undefined) ?? null;
}
