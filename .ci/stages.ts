import { say } from './commands.ts';

/** Runs the stages of a test run, keeps their times and which of them failed. */
export class Stages {
  readonly failed: string[] = [];
  private readonly seconds = new Map<string, number>();

  /** Announces the stage first. True when it succeeded; a failure is shown and does not stop the run. */
  run(name: string, task: () => Promise<void>): Promise<boolean> {
    say(`\n— ${name}`);
    return this.background(name, task);
  }

  /** The same beside another stage: one line when it has ended. */
  async background(name: string, task: () => Promise<void>): Promise<boolean> {
    const startedAt = performance.now();
    try {
      await task();
      return true;
    } catch (error) {
      this.failed.push(name);
      say(`✗ ${name}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    } finally {
      this.seconds.set(name, (performance.now() - startedAt) / 1000);
      say(`— ${name}: ${this.seconds.get(name)?.toFixed(1)} s`);
    }
  }

  times(): string {
    return [...this.seconds].map(([name, seconds]) => `${name} ${seconds.toFixed(1)} s`).join(', ');
  }
}
