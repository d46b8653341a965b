import { createInterface } from 'readline';

/** Where the command speaks with people. */
export interface Terminal {
  print(line: string): void;
  /** Says what is wrong. */
  fail(line: string): void;
  /** Whether a question is answered by `yes`. */
  confirm(question: string): Promise<boolean>;
}

/** The terminal of this process. Who cannot be asked has not agreed. */
export const TERMINAL: Terminal = {
  print: (line) => process.stdout.write(`${line}\n`),
  fail: (line) => process.stderr.write(`${line}\n`),
  confirm: (question) => new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    lines.on('close', () => resolve(false));
    lines.question(`${question} (yes/no) `, (answer) => {
      resolve(answer.trim() === 'yes');
      lines.close();
    });
  }),
};
