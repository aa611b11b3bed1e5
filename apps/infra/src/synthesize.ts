import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type App, DefaultStackSynthesizer, PermissionsBoundary, type StackProps } from 'aws-cdk-lib';
import { createApp } from './create-app.ts';
import { type Finding, readFindings } from './findings.ts';
import { JobsStack, type JobsStackProps } from './jobs-stack.ts';
import { localSettingsFile } from './local-settings.ts';
import { projectName } from './stages/project-name.ts';
import { stackNameOf } from './stages/stack-name.ts';
import type { StageSettings } from './stages/stage-settings.ts';

type Bundles = JobsStackProps['bundles'];

const apps = resolve(import.meta.dirname, '../..');
const built: Bundles = {
  processor: resolve(apps, 'processor/dist'),
  errorHandler: resolve(apps, 'error-handler/dist'),
};

/**
 * Synthesizes a stack for each stage into one cloud assembly, which can be deployed and run even if cdk-nag has
 * findings: the caller has to check those.
 * @param bundles the folders of the functions' bundles; by default the output of `npx nx build`
 * @param addMore adds further stacks to the app
 */
export function synthesize(
  folder: string,
  stages: Readonly<Record<string, StageSettings>>,
  bundles: Bundles = built,
  addMore: (app: App) => void = () => undefined,
): readonly Finding[] {
  const app = createApp(folder, { findings: 'report' });
  for (const [stageName, settings] of Object.entries(stages)) addStage(app, stageName, settings, bundles);
  addMore(app);
  stripCheckoutPaths(app);
  app.synth();
  for (const [stageName, { local }] of Object.entries(stages)) {
    writeFileSync(join(folder, localSettingsFile(stackNameOf(stageName))), `${JSON.stringify(local, null, 2)}\n`);
  }
  return readFindings(folder);
}

/**
 * Suppressions are recorded with the stack trace of where they were created, which contains the path of the checkout.
 */
function stripCheckoutPaths(app: App): void {
  for (const entry of app.node.findAll().flatMap(({ node }) => node.metadata)) Reflect.deleteProperty(entry, 'trace');
}

/** Adds the stack of a stage to an app. */
export function addStage(
  app: App,
  stageName: string,
  settings: StageSettings,
  bundles: JobsStackProps['bundles'],
  stackName = stackNameOf(stageName),
): JobsStack {
  return new JobsStack(app, stackName, {
    description: `Jobs API (${stageName})`,
    stageName,
    settings,
    bundles,
    tags: { project: projectName, stage: stageName, ...settings.tags },
    terminationProtection: settings.retainData,
    ...targetStackProps(settings),
  });
}

/** How a stack is deployed to its stage's target: the roles that deploy it, and the boundary of the roles in it. */
export function targetStackProps({ target }: Pick<StageSettings, 'target'>): StackProps {
  const { bootstrapQualifier: qualifier, permissionsBoundary } = target;
  return {
    ...(qualifier !== undefined && { synthesizer: new DefaultStackSynthesizer({ qualifier }) }),
    ...(permissionsBoundary !== undefined && {
      permissionsBoundary: PermissionsBoundary.fromName(permissionsBoundary),
    }),
  };
}
