import { describe, expect, it } from 'vitest';
import { projectName } from './stages/project-name.ts';
import { parseStage } from './stages/stage-settings.ts';
import { createStack, synthesize } from './testing/synthesize.ts';

describe('the stack of a stage', () => {
  it('is named after it', () => {
    expect(createStack('prod').stackName).toBe(`${projectName}-prod`);
  });

  it('is protected from termination if the data is retained', () => {
    expect(createStack('prod').terminationProtection).toBe(true);
    expect(createStack('dev').terminationProtection).toBe(false);
  });

  it('is deployed with the shared bootstrap, or with its own', () => {
    const own = createStack('test', parseStage('test', { target: { bootstrapQualifier: 'test' } }));
    expect(own.synthesizer.bootstrapQualifier).toBe('test');
    expect(createStack('dev').synthesizer.bootstrapQualifier).toBe('hnb659fds');
  });

  it('has tags for project and stage, and those from the settings', () => {
    const settings = parseStage('test', { tags: { team: 'blue', project: 'reports' } });
    expect(createStack('test', settings).tags.tagValues()).toEqual({ project: 'reports', stage: 'test', team: 'blue' });
  });

  it("can leave the account's role for logs unchanged", () => {
    const settings = parseStage('test', { api: { setAccountLogRole: false } });
    const types = Object.values(synthesize('test', settings).findResources('AWS::ApiGateway::Account'));
    expect(types).toEqual([]);
  });
});
