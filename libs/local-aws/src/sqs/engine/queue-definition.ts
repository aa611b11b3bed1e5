import type { TemplatePolicy } from '../../cloudformation/index.ts';

/** A queue of the template. */
export interface QueueDefinition {
  readonly name: string;
  readonly arn: string;
  readonly retentionSeconds: number;
  readonly visibilityTimeoutSeconds: number;
  /** Its resource policies. */
  readonly policies: readonly TemplatePolicy[];
}
