import { readFileSync } from 'fs';
import { join } from 'path';
import { App, RemovalPolicy } from 'aws-cdk-lib';
import { examples } from '../../examples/registry';
import { DeployedRoot, Deployment } from '../support/deployment';
import { blocksOf } from '../support/document';
import { Diagnostic, Plan } from '../support/terraform';
import { World } from '../support/world';
import { unzip } from '../support/zip';

/** What happened to one root while its example was deployed. */
export interface RootRun extends DeployedRoot {
  readonly diagnostics: Diagnostic[];
  /** The plan of a second run. */
  readonly secondPlan: Plan;
  /** Plan files as they were, unpacked: that of the first run, and that of the second. */
  readonly planFiles: string[];
  readonly state: string;
}

/** An example, synthesized and deployed against a world of its own. */
export class ExampleRun {
  public readonly world = new World();
  public readonly directory = join(this.world.directory, 'cdk.out');
  public readonly roots: RootRun[] = [];
  public readonly deployment: Deployment;

  constructor(name: string) {
    const app = new App({ outdir: this.directory });
    examples[name](app);
    this.deployment = new Deployment(app.synth(), this.world);
  }

  public deploy(): void {
    this.deployment.deploy((root) => {
      const { module, values } = root;
      module.init();
      const diagnostics = module.validate();
      const planFiles = [unzip(readFileSync(module.plan(values).file))];
      module.apply(values);
      const secondPlan = module.plan(values);
      planFiles.push(unzip(readFileSync(secondPlan.file)));
      this.roots.push({ ...root, diagnostics, secondPlan, planFiles, state: readFileSync(module.stateFile, 'utf8') });
    });
  }

  /** Deletes the stacks in the reverse order. What is to be retained is forgotten first. */
  public destroy(): void {
    for (const { module, document, values } of [...this.roots].reverse()) {
      module.forget(retainedIn(document));
      module.destroy(values);
    }
  }
}

/** The addresses of the resources of a document that outlive it. */
export function retainedIn(document: DeployedRoot['document']): string[] {
  return blocksOf(document, 'resource').filter(({ block }) => block['//']?.removalPolicy === RemovalPolicy.RETAIN).map(({ address }) => address);
}
