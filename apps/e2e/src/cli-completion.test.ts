import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isDeployed } from './testing/target.ts';

const folder = mkdtempSync(join(tmpdir(), 'jobs-completion-'));
symlinkSync(resolve(import.meta.dirname, '../../cli/bin/jobs.mjs'), join(folder, 'jobs-api'));
const env = { ...process.env, HOME: folder, PATH: `${folder}:${process.env.PATH ?? ''}` };

const lines: [string, string[]][] = [
  ['jobs-api li', ['list']],
  ['jobs-api list --st', ['--stage', '--state', '--status']],
  ['jobs-api list --status ', ['Cancelled', 'Failure', 'Running', 'Success']],
  ['jobs-api faults b', ['bus']],
  ['jobs-api completion ', ['bash', 'fish', 'zsh']],
];

/** Replaces the bash-completion package, and calls the script as bash does. */
const bashHarness = `
_get_comp_words_by_ref() {
  words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD; cur=\${words[cword]}; prev=\${words[cword-1]}
}
compopt() { :; }
source <(jobs-api completion bash)
read -ra COMP_WORDS <<< "$1"
[[ $1 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
"$(complete -p jobs-api | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
printf '%s\\n' "\${COMPREPLY[@]}"
`;
const fishHarness = 'jobs-api completion fish | source; complete -C $argv[1]';
/** zsh cannot complete without a terminal, so this only checks that the script registers its function. */
const zshHarness = 'autoload -U compinit; compinit -u; source <(jobs-api completion zsh); whence -w $_comps[jobs-api]';

const has = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;
const run = (shell: string, ...args: string[]) => execFileSync(shell, args, { env, encoding: 'utf8' });

describe.skipIf(isDeployed)('the completion of jobs-api', () => {
  it.each(lines)('in bash: %j', (line, wanted) => {
    expect(run('bash', '-c', bashHarness, 'bash', line).trim().split('\n').sort()).toEqual(wanted);
  });

  it.skipIf(!has('fish')).each(lines)('in fish: %j', (line, wanted) => {
    const offered = run('fish', '-c', fishHarness, line).trim().split('\n');
    expect(offered.map((each) => each.split('\t')[0]).sort()).toEqual(wanted);
  });

  it.skipIf(!has('zsh'))('in zsh', () => {
    expect(run('zsh', '-f', '-c', zshHarness)).toBe('_jobs-api: function\n');
  });
});
