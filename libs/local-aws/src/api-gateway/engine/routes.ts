import { bodyValidators } from './body-validator.ts';
import { type MethodDefinition, type RestApiDefinition, RestApiDefinitionError } from './definition.ts';
import { compileIntegration, type Integration } from './integration.ts';
import type { RestApiPorts } from './ports.ts';
import { type RequestValidator, requestValidator } from './request-validator.ts';
import { Router } from './router.ts';
import { Throttle } from './throttle.ts';

/** A method with everything that its requests need, compiled in advance. */
export interface Route {
  readonly method: MethodDefinition;
  readonly throttle: Throttle | undefined;
  readonly validate: RequestValidator;
  readonly integrate: Integration;
}

/** @throws RestApiDefinitionError on a method that the local gateway can't run */
export function compileRoutes(api: RestApiDefinition, ports: RestApiPorts): Router<Route> {
  const compileModels = bodyValidators(api);
  const router = new Router<Route>();
  for (const method of api.methods) {
    const name = `${method.httpMethod} ${method.resourcePath}`;
    if (!authorizationTypes.includes(method.authorizationType))
      throw new RestApiDefinitionError(
        `${name}: the local run does not support the authorization type ${method.authorizationType}`,
      );
    router.add(method, {
      method,
      throttle: api.throttling && new Throttle(api.throttling, ports.clock),
      validate: requestValidator(method, name, compileModels),
      integrate: compileIntegration(api, method, name, ports),
    });
  }
  return router;
}

const authorizationTypes: readonly string[] = ['AWS_IAM', 'NONE'];
