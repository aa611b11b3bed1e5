export { fillTemplate } from './fill-template.ts';
export { compileJsonPath, type JsonPath } from './json-path.ts';
