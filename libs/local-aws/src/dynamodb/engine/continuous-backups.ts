import type { Clock } from '../../kernel/index.ts';

const day = 86_400;

/** The output of DescribeContinuousBackups, from the template's setting for point-in-time recovery. */
export function describeContinuousBackups(pointInTimeRecovery: boolean, createdAtMs: number, clock: Clock): object {
  const now = Math.floor(clock.now() / 1000);
  const earliest = Math.max(Math.floor(createdAtMs / 1000), now - 35 * day);
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: pointInTimeRecovery
        ? {
            PointInTimeRecoveryStatus: 'ENABLED',
            RecoveryPeriodInDays: 35,
            EarliestRestorableDateTime: earliest,
            LatestRestorableDateTime: Math.max(earliest, now - 300),
          }
        : { PointInTimeRecoveryStatus: 'DISABLED' },
    },
  };
}
