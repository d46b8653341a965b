import { TerraformDocument } from './document';
import { TerraformEvent } from './terraform';

const DONE: Record<string, string> = { create: 'created', update: 'updated', delete: 'deleted' };

/**
 * One line for each resource that is done: `3/14 confluent_kafka_topic Hub/Clicks created 2 s`.
 */
export class Progress {
  private done = 0;
  private total = 0;

  constructor(private readonly document: TerraformDocument, private readonly print: (line: string) => void) {}

  public readonly onEvent = (event: TerraformEvent): void => {
    if (event.type === 'change_summary' && event.changes?.operation === 'plan') {
      this.done = 0;
      this.total = event.changes.add + event.changes.change + event.changes.remove;
      return;
    }
    const { resource, action = '', elapsed_seconds: seconds = 0 } = event.hook ?? {};
    if (event.type === 'apply_complete' && resource && action in DONE) { // what is only read is in no summary
      const name = this.document.constructOf(resource.addr) ?? resource.addr.split('.')[1];
      this.print(`${++this.done}/${this.total} ${resource.addr.split('.')[0]} ${name} ${DONE[action]} ${seconds} s`);
      return;
    }
    if (event.type === 'apply_errored' || event.type === 'diagnostic') {
      this.print(event['@message']);
    }
  };
}
