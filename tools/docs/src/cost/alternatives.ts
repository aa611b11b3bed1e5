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
  listLine,
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
    cost: (profile, settings, measured) => [
      ...sharedLines(profile, measured),
      listLine(settings),
      functionRequestLine(2),
      durationLine(
        gbSeconds(settings.processor.memoryMb, profile.seconds) +
          (submitFunction.memoryMb / mbOfGb) * submitFunction.seconds,
      ),
      writeLine(profile.usage.writeUnits + 1),
      functionLogLine(profile.usage.logBytes * 2),
      queueLine(),
    ],
  },
  {
    name: 'Step Functions, Standard, and a function',
    cost: (profile, settings, measured) => [
      ...withOneFunction(profile, settings, measured),
      costLine('Step Functions', { stepFunctionsTransition: jobs * (workflowStates + 1) }),
    ],
  },
  {
    name: 'Step Functions, Express, and a function',
    cost: (profile, settings, measured) => [
      ...withOneFunction(profile, settings, measured),
      costLine('Step Functions', {
        stepFunctionsExpressRequest: jobs,
        stepFunctionsExpressGbSecond: jobs * gbSeconds(expressMemoryMb, profile.seconds),
      }),
    ],
  },
  {
    name: 'SQS and Fargate, one job at a time',
    cost: (profile, settings, measured) => {
      const hours = (jobs * (profile.seconds + assumptions.overheadSeconds)) / secondsOfHour / task.busyShare;
      return [
        ...sharedLines(profile, measured),
        listLine(settings),
        writeLine(profile.usage.writeUnits),
        functionLogLine(profile.usage.logBytes),
        queueLine(),
        costLine('Fargate', {
          fargateArmVcpuHour: hours * task.vcpu,
          fargateArmGbHour: hours * (settings.processor.memoryMb / mbOfGb),
        }),
      ];
    },
  },
];

function withOneFunction(profile: Profile, settings: StageSettings, measured: Measurements): CostLine[] {
  return [
    ...sharedLines(profile, measured),
    listLine(settings),
    functionRequestLine(1),
    durationLine(gbSeconds(settings.processor.memoryMb, profile.seconds)),
    writeLine(profile.usage.writeUnits),
    functionLogLine(profile.usage.logBytes),
  ];
}

function queueLine(): CostLine {
  return costLine('SQS', { sqsRequest: jobs * queueRequests });
}
