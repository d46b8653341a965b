import { main } from '../../../lib/terraform/cli/command';
import { TERMINAL } from '../../../lib/terraform/cli/terminal';
import { cloudOf } from '../runner/cloud';

/** The command in a process of its own, with the environment of a world for the engine. */
if (require.main === module) {
  const environment = JSON.parse(process.argv[2]);
  void main(process.argv.slice(3), TERMINAL, { environment, scratch: environment.TMPDIR, ask: cloudOf(environment.STAND_IN_WORLD) })
    .then((code) => { process.exitCode = code; });
}
