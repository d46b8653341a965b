import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { main } from '../../../lib/terraform/cli/command';
import { Terminal } from '../../../lib/terraform/cli/terminal';
import { Surroundings } from '../../../lib/terraform/runner/surroundings';
import { environmentOf } from '../../support/terraform';
import { cloudOf } from '../runner/cloud';
import { Rig, Version } from '../runner/rig';

/** What a command said, and how it ended. */
export class Said implements Terminal {
  public readonly lines: string[] = [];
  public readonly errors: string[] = [];
  public readonly questions: string[] = [];
  public code?: number;

  constructor(private readonly answer = false) {}

  public readonly print = (line: string) => { this.lines.push(line); };
  public readonly fail = (line: string) => { this.errors.push(line); };
  public readonly confirm = async (question: string) => {
    this.questions.push(question);
    return this.answer;
  };

  /** All that was said, one line after the other. */
  public get text(): string {
    return [...this.lines, ...this.errors].join('\n');
  }
}

/** Calls the command. */
export async function call(args: string[], twist: Partial<Surroundings> = {}, answer = false): Promise<Said> {
  const said = new Said(answer);
  said.code = await main(args, said, twist);
  return said;
}

/** Calls the command where the world of a rig is Confluent Cloud. */
export async function callIn(rig: Rig, args: string[], answer = false, twist: Partial<Surroundings> = {}): Promise<Said> {
  const environment = environmentOf(rig.world) as Record<string, string>;
  return call(args, { environment, scratch: rig.world.directory, ask: cloudOf(rig.world.file), ...twist }, answer);
}

/** The options with the values that CloudFormation would give a root. */
export function valuesOf(rig: Rig, version: Version, stateKey: string): string[] {
  const { variables, secretVariables } = rig.request(version, stateKey);
  const secrets = Object.entries(secretVariables).map(([name, { secretArn, field }]) =>
    [name, JSON.parse(readFileSync(join(rig.folder, 'secrets', secretArn), 'utf8'))[field]]);
  return ['--variables', fileIn(rig, 'variables.json', variables), '--secrets', fileIn(rig, 'secrets.json', Object.fromEntries(secrets))];
}

function fileIn(rig: Rig, name: string, content: unknown): string {
  const file = join(rig.world.directory, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}
