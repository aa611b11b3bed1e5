import { type Contract, type Operation, responseOf, responseSchema } from './contract.ts';
import type { Schema } from './schema.ts';
import { toJsonSchema } from './to-json-schema.ts';

/** The script of a request: lines of JavaScript for Postman's sandbox, which has Ajv 6. */
export type Script = readonly string[];

/** Checks the response against the contract for a status: its code and its body. */
export function answers(contract: Contract, operation: Operation, status: string): Script {
  return [
    ...test(`returns ${status}`, [`pm.response.to.have.status(${status});`]),
    ...hasForm(contract, 'matches the schema of the contract', responseSchema(contract, operation, status)),
  ];
}

/** Checks that the response has one of these statuses and matches the contract's schema for it. */
export function expectStatus(contract: Contract, operation: Operation, statuses: readonly string[]): Script {
  return statuses.flatMap((status, index) => [
    `${index === 0 ? 'if' : '} else if'} (pm.response.code === ${status}) {`,
    ...indented(answers(contract, operation, status)),
    ...(index === statuses.length - 1
      ? ['} else {', ...indented(test(`returns ${statuses.join(' or ')}`, ['pm.expect.fail(pm.response.code);'])), '}']
      : []),
  ]);
}

/** Checks that all headers in the contract for a status are present. */
export function hasHeaders(contract: Contract, operation: Operation, status: string): Script {
  const names = Object.keys(responseOf(contract, operation, status).headers ?? {});
  return names.flatMap((name) => test(`has the header ${name}`, [`pm.response.to.have.header('${name}');`]));
}

/** Checks that the body matches a schema, and has nothing else if the schema is closed. */
export function hasForm(contract: Contract, title: string, schema: Schema): Script {
  const written = toJsonSchema(contract.components.schemas, schema, 'draft-07');
  return test(title, [
    `pm.response.to.be.json;`,
    ...`pm.response.to.have.jsonSchema(${JSON.stringify(written, null, 2)});`.split('\n'),
  ]);
}

export function test(title: string, lines: Script): Script {
  return [`pm.test(${JSON.stringify(title)}, function () {`, ...indented(lines), '});'];
}

/** Saves a property of the response for the requests that follow. */
export function keep(variable: string, property: string): Script {
  return [
    `if (pm.response.code < 300) pm.collectionVariables.set('${variable}', pm.response.json()[${JSON.stringify(property)}]);`,
  ];
}

/**
 * Repeats the request while the response has `Retry-After`, then runs a script. After the time in the variable
 * `maxWaitSeconds`, the test fails.
 */
export function untilFinished(then: Script): Script {
  return [
    `const retryAfter = pm.response.headers.get('Retry-After');`,
    `const firstAsked = pm.variables.get('firstAsked') || Date.now();`,
    `const isTooLate = Date.now() - firstAsked > Number(pm.variables.get('maxWaitSeconds')) * 1000;`,
    `if (pm.response.code === 200 && retryAfter && !isTooLate) {`,
    `  pm.variables.set('firstAsked', firstAsked);`,
    `  setTimeout(function () {}, Number(retryAfter) * 1000);`,
    `  pm.execution.setNextRequest(pm.info.requestName);`,
    `} else {`,
    `  pm.variables.unset('firstAsked');`,
    ...indented(test('is finished in time', [`pm.expect(isTooLate, 'longer than maxWaitSeconds').to.equal(false);`])),
    ...indented(then),
    `}`,
  ];
}

function indented(lines: Script): Script {
  return lines.map((line) => `  ${line}`);
}
