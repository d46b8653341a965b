/**
 * Synthesizes one hub and N spokes in N + 1 stacks and prints what that took as JSON.
 * How much of it is the border's is measured by timing the border's own entry points.
 *
 * node hub-and-spokes N
 */
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { KinesisSink, KinesisSource, Spoke, StreamingHub, confluent, terraform } from 'cdk-streaming-hub';
import { Border } from '../lib/terraform/private/border';

const border = { depth: 0, milliseconds: 0 };

/** Adds the time that a method takes to the border's, unless one of the others called it. */
function time(type: { prototype: object }, ...methods: string[]): void {
  const prototype = type.prototype as Record<string, (...args: unknown[]) => unknown>;
  for (const name of methods) {
    const method = prototype[name];
    prototype[name] = function (...args: unknown[]) {
      const start = performance.now();
      border.depth++;
      try {
        return method.apply(this, args);
      } finally {
        border.depth--;
        border.milliseconds += border.depth === 0 ? performance.now() - start : 0;
      }
    };
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
time(Border, 'prepare', 'requireNoForeignTokens');
time(terraform.TerraformRoot, '_variables', '_readAttribute', 'publishDocument');
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
  border: border.milliseconds,
  mebibytes: process.resourceUsage().maxRSS / 1024,
}));
