import { fork, type ChildProcess, type Serializable } from 'node:child_process';

/** Work that several processes share, one order after another. */

/** What a process says of its orders. */
type Told<Done> =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly done: Done }
  | { readonly type: 'failed'; readonly why: string };

export interface ShareOptions<Order, Done> {
  /** What each process runs: a script that calls `takeOrders`. */
  readonly script: string;
  readonly orders: readonly Order[];
  readonly processes: number;
  readonly onDone: (done: Done) => void;
}

/** Ends when all orders are done, in whatever order. */
export async function shareOut<Order extends Serializable, Done>({
  script,
  orders,
  processes,
  onDone,
}: ShareOptions<Order, Done>): Promise<void> {
  const waiting = [...orders];
  const workers = Array.from({ length: Math.min(processes, orders.length) }, () => start(script));
  try {
    await Promise.all(
      workers.map((worker) =>
        serve(
          worker,
          () => waiting.shift(),
          (done) => onDone(done as Done),
        ),
      ),
    );
  } finally {
    for (const worker of workers) worker.kill();
  }
}

/** Else onnxruntime reports to its maker. */
const start = (script: string): ChildProcess =>
  fork(script, { env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' } });

/** Gives a process one order after another until none is left. */
function serve(
  worker: ChildProcess,
  next: () => Serializable | undefined,
  onDone: (done: unknown) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a process that plays scenes ended with ${code}`)));
    worker.on('message', (told: Told<unknown>) => {
      if (told.type === 'failed') return reject(new Error(told.why));
      if (told.type === 'done') onDone(told.done);
      const order = next();
      if (order === undefined) resolve();
      else worker.send(order);
    });
  });
}

/** The other side: does what it is sent, in that order, and says what came of it. */
export function takeOrders<Done>(work: (order: unknown) => Promise<Done>): void {
  const tell = (told: Told<Done>): void => void process.send?.(told);
  let last: Promise<void> = Promise.resolve();
  process.on('message', (order: unknown) => {
    last = last.then(async () => {
      try {
        tell({ type: 'done', done: await work(order) });
      } catch (error) {
        const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
        tell({ type: 'failed', why: `${JSON.stringify(order)}: ${why}` });
      }
    });
  });
  tell({ type: 'ready' });
}
