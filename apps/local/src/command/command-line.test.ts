import { describe, expect, it } from 'vitest';
import { help, parseCommandLine } from './command-line.ts';

const parse = (args: readonly string[], environment: NodeJS.ProcessEnv = {}) => parseCommandLine(args, environment);

describe('the command line', () => {
  it('has defaults', () => {
    expect(parse([])).toMatchObject({ port: 4566, stageName: 'dev', once: false, output: 'text', clockSpeed: 1 });
    expect(parse([])).not.toHaveProperty('dataFolder');
  });

  it('takes the port from the environment unless --port is given', () => {
    expect(parse([], { JOBS_LOCAL_PORT: '1234' }).port).toBe(1234);
    expect(parse(['--port', '0'], { JOBS_LOCAL_PORT: '1234' }).port).toBe(0);
  });

  it('chooses one output', () => {
    expect(parse(['--json']).output).toBe('json');
    expect(parse(['--quiet']).output).toBe('quiet');
  });

  it('watches the sources of this workspace, except with --once, --no-watch and --assembly', () => {
    expect(parse([]).watchedWorkspace).toBeDefined();
    for (const args of [['--once'], ['--no-watch'], ['--assembly', 'elsewhere']]) {
      expect(parse(args)).not.toHaveProperty('watchedWorkspace');
    }
  });

  it('serves the console, except with --once and --no-console', () => {
    expect(parse([]).console).toBe(true);
    expect(parse(['--quiet']).console).toBe(true);
    expect(parse(['--once']).console).toBe(false);
    expect(parse(['--no-console', '--stage', 'console']).console).toBe(false);
  });

  it.each([
    [['--port', '65536'], /0 to 65535/],
    [['--clock-speed', '0.5'], /1 to 60, not '0.5'/],
    [['--clock-speed', 'fast'], /1 to 60, not 'fast'/],
    [['--clock-speed', '60', '--data', 'kept'], /--data cannot be combined with --clock-speed/],
    [['--quiet', '--json'], /--json cannot be combined with --quiet/],
    [['--stage', 'console'], /add --no-console/],
    [['--unknown'], /--unknown[\s\S]*npm start -- --help/],
  ])('rejects %j', (args, message) => {
    expect(() => parse(args)).toThrow(message);
  });

  it('explains each of its options', () => {
    const options = ['port', 'stage', 'once', 'no-watch', 'no-console', 'assembly', 'state', 'data'];
    for (const option of [...options, 'clock-speed', 'json', 'quiet']) expect(help).toContain(`--${option} `);
  });
});
