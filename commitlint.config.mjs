import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The scope is a project of the workspace, or one of these. */
const others = ['deps', 'release'];
const projects = ['apps', 'libs', 'tools'].flatMap((group) => readdirSync(join(import.meta.dirname, group)));

export default {
  extends: ['@commitlint/config-conventional'],
  rules: {
    'scope-enum': [2, 'always', [...projects, ...others]],
    // Names such as `AWS CLI` or `DynamoDB` may come first.
    'subject-case': [0],
    'header-max-length': [2, 'always', 120],
    'body-max-line-length': [0],
    'footer-max-line-length': [0],
  },
};
