export { compilePattern, type Pattern } from './compile-pattern.ts';
export { InvalidPatternError } from './invalid-pattern.ts';
