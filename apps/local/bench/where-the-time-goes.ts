/** What CPU profiles showed. The benchmarks don't update this: take new profiles when the code changes. */
export const whereTheTimeGoes = `## Where the time goes

A job is a POST, an invocation, two writes to the table, and their log lines. So throughput in jobs per second is the CPU time that the machine has for these, divided by the CPU time per job in the tables above. Profiles (\`node --cpu-prof\`) of 3,000 jobs that do nothing, 8 at once, taken by hand on 2026-11-27, showed:

| the local run                                                      | share |
| ------------------------------------------------------------------ | ----: |
| writing responses to sockets, and switching to the woken processes |  22% |
| DynamoDB: checking inputs, parsing conditions, updating indexes    |  14% |
| API Gateway: validating, rendering mapping templates               |  11% |
| writing events to the functions' processes                         |   8% |
| verifying signatures                                               |   7% |
| garbage collection                                                 |   4% |
| other: reading requests, queue, logs, policies, console, timers    |  34% |

In the functions' processes, the bundle takes about half of the CPU time: the AWS SDK builds, signs and parses two calls, and the rest is validation and log lines. The other half is Node's HTTP client and streams. Each process compiles this code itself, and gets faster as it runs more jobs: with one process at a time instead of eight, a job takes less than half the CPU time there.`;
