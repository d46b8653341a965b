import { call } from './rig';

describe('arguments', () => {
  test('--help says what there is', async () => {
    expect(await call(['--help'])).toMatchObject({ code: 0, errors: [], lines: [expect.stringMatching(/run <root>.*logs <root or stack>/s)] });
  });

  test.each([
    [[], /^$/],
    [['deploy'], /^there is no command `deploy`, but run, logs: see --help$/],
    [['run'], /^`run` takes one name and --app, --state-bucket, --action, --local, --variables, --secrets, --engine, --lock-file, --yes$/],
    [['run', 'S/data-plane'], /^`--action` must be plan, apply, destroy, got: nothing$/],
    [['run', 'S/data-plane', '--action', 'wreck'], /^`--action` must be plan, apply, destroy, got: wreck$/],
    [['run', 'S/data-plane', '--force'], /^Unknown option '--force': `run` takes one name and --app,.*$/],
    [['logs', 'S/data-plane', 'more'], /^`logs` takes one name and --app, --state-bucket$/],
    [['logs', 'S', '--app', '/nowhere'], /^\/nowhere is no cloud assembly: make one by `cdk synth`, or name another by --app$/],
  ])('%j is refused in one line', async (args, error) => {
    const { code, errors } = await call(args);

    expect(code).toBe(1);
    expect(errors.join('\n')).toMatch(error);
  });
});
