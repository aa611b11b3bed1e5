import { LocalRunError } from '@jobs/local-aws/kernel';
import { faultsCommand } from './command.ts';

try {
  process.stdout.write(await faultsCommand(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof LocalRunError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
