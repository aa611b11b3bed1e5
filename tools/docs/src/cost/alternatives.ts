import type { StageSettings } from '@jobs/infra/stage-settings';
import { assumptions } from './assumptions.ts';
import { type CostLine, costLine } from './cost-line.ts';
import {
  durationLine,
  functionLogLine,
  functionRequestLine,
  gbSeconds,
  jobs,
  jobsCost,
  sharedLines,
  writeLine,
} from './jobs-cost.ts';
import type { Measurements, Profile } from './profile.ts';

export interface Design {
  readonly name: string;
  readonly cost: (profile: Profile, settings: StageSettings, measured: Measurements) => CostLine[];
}

const { submitFunction, queueRequests, workflowStates, expressMemoryMb, task } = assumptions;
const secondsOfHour = 3600;
const mbOfGb = 1024;

/** This design, and others for the same work. */
export const designs: readonly Design[] = [
  { name: 'This stack', cost: jobsCost },
  {
    name: 'A submit function, SQS, a worker function',
    cost: (profile, { processor }, measured) => [
      ...sharedLines(profile, measured),
      functionRequestLine(2),
      durationLine(
        gbSeconds(processor.memoryMb, profile.seconds) + (submitFunction.memoryMb / mbOfGb) * submitFunction.seconds,
      ),
      writeLine(profile.usage.writeUnits + 1),
      functionLogLine(profile.usage.logBytes * 2),
      queueLine(),
    ],
  },
  {
    name: 'Step Functions, Standard, and a function',
    cost: (profile, { processor }, measured) => [
      ...withOneFunction(profile, processor.memoryMb, measured),
      costLine('Step Functions', { stepFunctionsTransition: jobs * (workflowStates + 1) }),
    ],
  },
  {
    name: 'Step Functions, Express, and a function',
    cost: (profile, { processor }, measured) => [
      ...withOneFunction(profile, processor.memoryMb, measured),
      costLine('Step Functions', {
        stepFunctionsExpressRequest: jobs,
        stepFunctionsExpressGbSecond: jobs * gbSeconds(expressMemoryMb, profile.seconds),
      }),
    ],
  },
  {
    name: 'SQS and Fargate, one job at a time',
    cost: (profile, { processor }, measured) => {
      const hours = (jobs * (profile.seconds + assumptions.overheadSeconds)) / secondsOfHour / task.busyShare;
      return [
        ...sharedLines(profile, measured),
        writeLine(profile.usage.writeUnits),
        functionLogLine(profile.usage.logBytes),
        queueLine(),
        costLine('Fargate', {
          fargateArmVcpuHour: hours * task.vcpu,
          fargateArmGbHour: hours * (processor.memoryMb / mbOfGb),
        }),
      ];
    },
  },
];

function withOneFunction(profile: Profile, memoryMb: number, measured: Measurements): CostLine[] {
  return [
    ...sharedLines(profile, measured),
    functionRequestLine(1),
    durationLine(gbSeconds(memoryMb, profile.seconds)),
    writeLine(profile.usage.writeUnits),
    functionLogLine(profile.usage.logBytes),
  ];
}

function queueLine(): CostLine {
  return costLine('SQS', { sqsRequest: jobs * queueRequests });
}
