import { App } from 'aws-cdk-lib';
import { clickstream } from './clickstream';
import { edgeDistribution } from './edge-distribution';
import { helloTopic } from './hello-topic';
import { privateHub } from './private-hub';

/** Every example by its name; `npx cdk synth -c example=<name>` synthesizes one, and the tests synthesize all. */
export const examples: Record<string, (app: App) => void> = {
  'hello-topic': helloTopic,
  'clickstream': clickstream,
  'edge-distribution': edgeDistribution,
  'private-hub': privateHub,
};
