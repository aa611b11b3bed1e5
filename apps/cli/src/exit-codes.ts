/** The command's exit codes. They are stable, for scripts. */
export const exitCodes = {
  /** The job ended with `Success`; `submit` without `--wait`: the job was accepted. */
  success: 0,
  /** The job ended with `Failure`. */
  jobFailed: 1,
  /** The command line is invalid, or a file that it refers to is unusable. */
  usage: 2,
  /** The job has not ended, or not within the timeout. */
  notEnded: 3,
  /** The job does not exist. */
  noSuchJob: 4,
  /** The API could not be reached, or rejected the request. */
  unavailable: 5,
  /** The job was cancelled. */
  cancelled: 6,
  /** Interrupted by Ctrl-C or SIGTERM while waiting. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
