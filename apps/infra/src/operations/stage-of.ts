/**
 * The deployment stage that a target is run for. Each configuration of the target sets `JOBS_STAGE`; a configuration
 * that is not known sets nothing, and must not end up with another stage.
 * @throws Error that names the stages
 */
export function stageOf(environment: Readonly<Record<string, string | undefined>>, stages: readonly string[]): string {
  const stage = environment.JOBS_STAGE;
  if (stage !== undefined && stages.includes(stage)) return stage;
  const configurations = stages.map((name) => `--configuration=${name}`).join(' or ');
  throw new Error(`There is no stage ${stage === undefined ? 'of that name' : `'${stage}'`}. Give ${configurations}.`);
}
