import { readFileSync, writeFileSync } from 'fs';
import { cloudOf } from './cloud';
import { localSurroundings } from '../../../lib/terraform/runner/local';
import { Request } from '../../../lib/terraform/runner/request';
import { run } from '../../../lib/terraform/runner/run';

/** A run in a process that a test can kill. */
export interface Job {
  readonly request: Request;
  readonly folder: string;
  readonly environment: Record<string, string>;
  /** A file to make when the first secret is to be written, which is then never done. */
  readonly stopAtPublish?: string;
}

async function main({ request, folder, environment, stopAtPublish }: Job): Promise<void> {
  const around = await localSurroundings({ folder, environment });
  const write = async (arn: string, value: string) => {
    if (!stopAtPublish) {
      return around.secrets.write(arn, value);
    }
    writeFileSync(stopAtPublish, '');
    return new Promise<void>((resolve) => setTimeout(resolve, 600_000));
  };
  console.log(JSON.stringify(await run(request, { ...around, secrets: { ...around.secrets, write }, ask: cloudOf(environment.STAND_IN_WORLD) })));
}

if (require.main === module) {
  void main(JSON.parse(readFileSync(process.argv[2], 'utf8')));
}
