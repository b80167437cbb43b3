import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ALLOW, everyone } from '../../src/identity/allow.js';
import { FORM_ON } from '../../src/shell/form-on.js';
import type { Role } from '../../src/identity/viewer.js';

export interface Route {
  /** `GET /api/v1/agreements/:slug` */
  name: string;
  /** As its decorator says it; undefined where it has none. */
  allowed: Role[] | typeof everyone | undefined;
  /** Where the form stands that it takes; undefined where it takes none that shows again what was typed. */
  formOn: string | undefined;
  /** The class that has it; '' for those that describe the interface. */
  controller: string;
}

/** The routes of all controllers, and those that describe the interface. */
export function routesOf(app: NestFastifyApplication): Route[] {
  const reflector = app.get(Reflector);
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  const own = controllers.flatMap(({ metatype, instance }) =>
    new MetadataScanner().getAllMethodNames(Object.getPrototypeOf(instance)).flatMap((method) => {
      const handler = (instance as Record<string, () => void>)[method]!;
      const path: string | undefined = Reflect.getMetadata(PATH_METADATA, handler);
      if (path === undefined) return [];
      const base: string = Reflect.getMetadata(PATH_METADATA, metatype!);
      const verb = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler)];
      const parts = [base, path].map((part) => part.replace(/^\/|\/$/g, '')).filter(Boolean);
      const allowed: Route['allowed'] = reflector.getAllAndOverride(ALLOW, [handler, metatype as () => void]);
      const formOn: string | undefined = Reflect.getMetadata(FORM_ON, handler);
      return [{ name: `${verb} /${parts.join('/')}`, allowed, formOn, controller: metatype!.name }];
    }),
  );
  const described = servedPaths(app).filter((path) => /^\/api\/(docs|openapi\.\w+)$/.test(path));
  return [
    ...own,
    ...described.map((path): Route => ({
      name: `GET ${path}`,
      allowed: everyone,
      formOn: undefined,
      controller: '',
    })),
  ];
}

/** Every path that the server answers, read from the tree that the router prints. */
export function servedPaths(app: NestFastifyApplication): string[] {
  const tree: string = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  const parents: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const found = /^((?:│ {3}| {4})*)[├└]── (\S*)( \(.*\))?/.exec(line);
    if (!found) return [];
    const depth = found[1]!.length / 4;
    parents.length = depth;
    parents[depth] = found[2]!;
    // What stands for anything below an address is printed without the stroke before it.
    return found[3] ? [parents.join('').replace(/(?<!\/)\*$/, '/*')] : [];
  });
}
