/**
 * Synthesizes one hub and N spokes in N + 1 stacks and prints what that took as JSON.
 * How much of it is the border's is measured by timing the border's own entry points.
 *
 * node hub-and-spokes N
 */
import fs, { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { TerraformElement, TerraformProvider, TerraformResource } from 'cdktf';
import { Border } from '../lib/terraform/private/border';
import { KinesisSink, KinesisSource, Spoke, StreamingHub, confluent, terraform } from 'cdk-streaming-hub';

/** Milliseconds in which methods ran that belong together, calls of one by another counted once. */
class Clock {
  public milliseconds = 0;
  private depth = 0;

  /** @param within counts only what is called by another clock's methods */
  constructor(private readonly within?: Clock) {}

  /** Times methods of a class, or functions of a module. */
  public watch(owner: object, ...names: string[]): void {
    const methods = owner as Record<string, (...args: unknown[]) => unknown>;
    for (const name of names) {
      const method = methods[name];
      const clock = this;
      methods[name] = function (...args: unknown[]) {
        const start = performance.now();
        clock.depth++;
        try {
          return method.apply(this, args);
        } finally {
          clock.depth--;
          clock.milliseconds += clock.depth === 0 && clock.within?.depth !== 0 ? performance.now() - start : 0;
        }
      };
    }
  }
}

function build(app: App, spokes: number): void {
  const platform = new Stack(app, 'Platform');
  const hub = new StreamingHub(platform, 'Hub', {
    credentials: Secret.fromSecretNameV2(platform, 'Key', 'confluent/cloud-api-key'),
    runner: terraform.TerraformRunner.fromServiceTokenArn(platform, 'Runner', 'arn:aws:lambda:us-east-1:111111111111:function:runner'),
    cluster: confluent.ClusterType.standard(),
  });
  for (let i = 0; i < spokes; i++) {
    const stack = new Stack(app, `Team${i}`);
    const spoke = new Spoke(stack, 'Spoke', { hub });
    spoke.ingest('In', { from: new KinesisSource(new Stream(stack, 'Clicks')), to: hub.addTopic(`clicks.${i}`) });
    spoke.deliver('Out', { from: hub.addTopic(`orders.${i}`), to: new KinesisSink(new Stream(stack, 'Orders')) });

  }
}

const spokes = Number(process.argv[2]);
const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
const border = new Clock();
border.watch(Border.prototype, 'prepare', 'requireNoForeignTokens');
border.watch(terraform.TerraformRoot.prototype, '_variables', '_readAttribute', '_prepareAnswers', 'toDocument');
const documents = new Clock(border); // what cdktf and the file system take, with or without a border
documents.watch(TerraformElement.prototype, 'toTerraform');
documents.watch(TerraformResource.prototype, 'toTerraform');
documents.watch(TerraformProvider.prototype, 'toTerraform');
documents.watch(fs, 'mkdirSync', 'writeFileSync');
const started = performance.now();
const app = new App({ outdir });
build(app, spokes);
const built = performance.now();
app.synth();
const ended = performance.now();
rmSync(outdir, { recursive: true });
console.log(JSON.stringify({
  spokes,
  build: built - started,
  synth: ended - built,
  border: border.milliseconds - documents.milliseconds,
  documents: documents.milliseconds,
  mebibytes: process.resourceUsage().maxRSS / 1024,
}));
