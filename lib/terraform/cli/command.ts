#!/usr/bin/env node
import { setTimeout as sleep } from 'timers/promises';
import { parseArgs, ParseArgsConfig } from 'util';
import { printLogs } from './logs';
import { runRoot } from './run';
import { Terminal, TERMINAL } from './terminal';
import { messageOf } from '../runner/failure';
import { Request } from '../runner/request';
import { Surroundings } from '../runner/surroundings';

/*
 * The command `npx cdk-streaming-hub`, for developers: to see a plan before a deployment, to do without a deployment what one
 * would do, and to read the log of one.
 */

const HELP = `npx cdk-streaming-hub <command>

run <root> --action plan|apply|destroy   runs a root of cdk.out, such as Platform/control-plane, from this machine
  --app <folder>            the cloud assembly (default: cdk.out)
  --variables <file>        values of variables: {"<name>": <value>}
  --engine <program>        Terraform or OpenTofu (default: terraform)
  --lock-file <file>        a .terraform.lock.hcl with the checksums of the provider
  --yes                     does not ask before anything is changed
  With the state and the variables of what is deployed; CloudFormation does not learn of the run:
  --state-bucket <name>     the bucket with the states (default: that of the runner in cdk.out)
  With a state of its own, which has nothing to do with AWS:
  --local <folder>          keeps the state, and the keys that are made
  --secrets <file>          values of secret variables: {"<name>": "<text>"}

logs <root or stack>                     follows the newest deployment of a root or stack
  --app, --state-bucket     as above`;

const STATES = { 'app': { type: 'string', default: 'cdk.out' }, 'state-bucket': { type: 'string' } } as const;
const RUN = {
  ...STATES,
  'action': { type: 'string' },
  'local': { type: 'string' },
  'variables': { type: 'string' },
  'secrets': { type: 'string' },
  'engine': { type: 'string', default: 'terraform' },
  'lock-file': { type: 'string' },
  'yes': { type: 'boolean', default: false },
} as const;
const ACTIONS: Request['action'][] = ['plan', 'apply', 'destroy'];

/**
 * Does what the arguments say.
 *
 * @param twist what differs from the surroundings that a run has on this machine
 * @returns the exit code
 */
export async function main(args: string[], terminal: Terminal, twist: Partial<Surroundings> = {}): Promise<number> {
  const [command, ...rest] = args;
  try {
    if (command === undefined || args.includes('--help')) {
      terminal.print(HELP);
      return command === undefined ? 1 : 0;
    }
    return await commandOf(command)(rest, terminal, twist) ? 0 : 1;
  } catch (error) {
    terminal.fail(messageOf(error));
    return 1;
  }
}

type Command = (args: string[], terminal: Terminal, twist: Partial<Surroundings>) => Promise<boolean>;

const COMMANDS: Record<string, Command> = {
  run: async (args, terminal, twist) => {
    const { name, values } = parsed('run', args, RUN);
    const { 'state-bucket': bucket, 'lock-file': lockFile, ...options } = values;
    const action = ACTIONS.find((each) => each === options.action);
    if (!action) {
      throw new Error(`\`--action\` must be ${ACTIONS.join(', ')}, got: ${options.action ?? 'nothing'}`);
    }
    return runRoot(name, { ...options, action, bucket, lockFile }, terminal, twist);
  },
  logs: async (args, terminal, twist) => {
    const { name, values: { app, 'state-bucket': bucket } } = parsed('logs', args, STATES);
    return printLogs(name, { app, bucket }, terminal, twist.sleep ?? sleep);
  },
};

function commandOf(name: string): Command {
  if (!Object.hasOwn(COMMANDS, name)) {
    throw new Error(`there is no command \`${name}\`, but ${Object.keys(COMMANDS).join(', ')}: see --help`);
  }
  return COMMANDS[name];
}

/** The one name and the options of a command. */
function parsed<T extends NonNullable<ParseArgsConfig['options']>>(command: string, args: string[], options: T) {
  const allowed = `\`${command}\` takes one name and ${Object.keys(options).map((option) => `--${option}`).join(', ')}`;
  try {
    const { values, positionals: [name, ...others] } = parseArgs({ args, options, allowPositionals: true });
    if (name !== undefined && others.length === 0) {
      return { name, values };
    }
  } catch (error) {
    throw new Error(`${(error as Error).message.split('. ')[0]}: ${allowed}`);
  }
  throw new Error(allowed);
}

if (require.main === module) {
  void main(process.argv.slice(2), TERMINAL).then((code) => { process.exitCode = code; });
}
