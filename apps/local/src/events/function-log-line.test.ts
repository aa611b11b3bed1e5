import { describe, expect, it } from 'vitest';
import { readFunctionLogLine } from './function-log-line.ts';

describe('a line of a function log', () => {
  it.each([
    [
      '{"level":"INFO","message":"The job is done","timestamp":"2026-11-22T15:01:27.037Z","service":"processor"}',
      { time: '15:01:27.037', level: 'INFO', message: 'The job is done' },
    ],
    [
      '{"level":"ERROR","message":"Not recorded","timestamp":"2026-11-22T15:01:27.037Z","error":{"name":"Boom","message":"no"}}',
      { time: '15:01:27.037', level: 'ERROR', message: 'Not recorded: Boom: no' },
    ],
    [
      '{"timestamp":"2026-11-22T15:01:27.037Z","level":"ERROR","message":{"errorType":"Error","errorMessage":"no","stackTrace":[]}}',
      { time: '15:01:27.037', level: 'ERROR', message: 'Error: no' },
    ],
    ['{"level":"INFO","message":{"a":1}}', { level: 'INFO', message: '{"a":1}' }],
    [
      '2026-11-22T15:01:27.037Z\t1f0c\tWARN\tdisk\tfull',
      { time: '15:01:27.037', level: 'WARN', message: 'disk\tfull' },
    ],
    [
      '{"_aws":{"Timestamp":1795000000000,"CloudWatchMetrics":[{"Namespace":"JobsApi","Dimensions":[["service"]],"Metrics":[{"Name":"JobsSucceeded","Unit":"Count"},{"Name":"JobDuration","Unit":"Milliseconds"}]}]},"jobId":"1","service":"jobs-dev","JobsSucceeded":1,"JobDuration":1003}',
      { time: '11:06:40.000', level: 'METRIC', message: 'JobsSucceeded 1, JobDuration 1003 ms' },
    ],
    [
      '{"_aws":{"Timestamp":1795000000000,"CloudWatchMetrics":[{"Namespace":"JobsApi","Dimensions":[["service"],["service","errorType"]],"Metrics":[{"Name":"JobsFailed","Unit":"Count"}]}]},"service":"jobs-dev","errorType":"TypeError","JobsFailed":1}',
      { time: '11:06:40.000', level: 'METRIC', message: 'JobsFailed 1; errorType TypeError' },
    ],
    ['{"_aws":"not metrics"}', { message: '{"_aws":"not metrics"}' }],
    ['plain', { message: 'plain' }],
    ['{"no":"message"}', { message: '{"no":"message"}' }],
    ['{broken', { message: '{broken' }],
    ['null', { message: 'null' }],
  ])('%s', (line, expected) => {
    expect(readFunctionLogLine(line)).toEqual(expected);
  });
});
