import { spawn } from 'child_process';
import { once } from 'events';
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { text } from 'stream/consumers';
import { valuesOf } from './rig';
import { environmentOf } from '../../support/terraform';
import { describeDeployed } from '../runner/deployed';
import { DATA } from '../runner/rig';

describeDeployed('a run of the command', (deployed) => {
  let ended: Promise<[number]>;
  let errors: Promise<string>;
  let pid: number;

  /** Runs the command as a shell does, in a group of processes, until it makes a topic, which takes a minute. */
  async function start(engine: string): Promise<void> {
    const { rig, before, after } = deployed;
    rig.world.order({ type: 'confluent_kafka_topic', operation: 'create', mode: 'delay', delay: 60_000, marker: rig.marker });
    await rig.surroundings();
    const args = ['run', DATA, '--action', 'apply', '--yes', '--engine', engine, '--app', after.directory, '--local', rig.folder,
      ...valuesOf(rig, before, DATA)];
    const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'child.ts'), JSON.stringify(environmentOf(rig.world)), ...args], {
      detached: true, stdio: ['ignore', 'ignore', 'pipe'],
    });
    [pid, ended, errors] = [child.pid!, once(child, 'exit') as Promise<[number]>, text(child.stderr)];
    await rig.marked(child);
  }

  test.each([
    ['Ctrl-C, which all of its processes hear', () => process.kill(-pid, 'SIGINT'), 'Ctrl-C was pressed'],
    ['being told to, which it hears alone', () => process.kill(pid, 'SIGTERM'), 'this program was told to end'],
  ])('stops in good order after %s', async (_, stop, reason) => {
    await start('terraform');
    stop();

    expect(await ended).toEqual([1, null]);
    expect(await errors).toContain(`${reason}; \`terraform apply\` was stopped with its state saved. The next deployment continues.`);
    deployed.isSound();
  }, 30_000);

  test('the engine hears Ctrl-C once, because it would leave without its state if it heard it twice', async () => {
    const { rig } = deployed;
    const [engine, heard] = [join(rig.world.directory, 'engine.js'), join(rig.world.directory, 'heard')];
    writeFileSync(engine, `#!/usr/bin/env node
      const [args, fs] = [process.argv.slice(2), require('fs')];
      if (args[0] === 'apply') {
        process.on('SIGINT', () => fs.appendFileSync(${JSON.stringify(heard)}, '!'));
        fs.writeFileSync(${JSON.stringify(rig.marker)}, '');
        setTimeout(() => process.exit(1), 1_000);
      } else {
        require('child_process').spawn('terraform', args, { stdio: 'inherit' }).on('exit', process.exit);
      }`, { mode: 0o755 });
    await start(engine);
    process.kill(-pid, 'SIGINT');

    expect(await ended).toEqual([1, null]);
    expect(readFileSync(heard, 'utf8')).toBe('!');
  }, 30_000);
});
