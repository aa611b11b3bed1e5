/** What the command's exit codes mean. They are stable, for scripts. */
export const exitCodes = {
  /** The job ended with `Success`; `submit` without `--wait`: the job was accepted. */
  success: 0,
  /** The job ended with `Failure`. */
  jobFailed: 1,
  /** The command line, or what it refers to, can't work. */
  usage: 2,
  /** The job has not ended, or not in the time given. */
  notEnded: 3,
  /** The job does not exist. */
  noSuchJob: 4,
  /** The API could not be asked, or refused. */
  unavailable: 5,
  /** The job was cancelled. */
  cancelled: 6,
  /** By Ctrl-C or SIGTERM, while waiting. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
