import dgram from 'node:dgram';
import net, { type AddressInfo } from 'node:net';

/** Listens on this computer and counts who comes: nobody may. */
export interface Trap {
  /** `127.0.0.1:port`, as the ledger writes it. */
  readonly host: string;
  readonly port: number;
  /** TCP connections and datagrams so far. */
  readonly caught: () => number;
  readonly close: () => void;
}

export async function openTrap(): Promise<Trap> {
  let caught = 0;
  const server = net.createServer((socket) => {
    caught += 1;
    socket.on('error', () => undefined);
    socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  // The same number for datagrams, so that one name stands for both.
  const datagrams = dgram.createSocket('udp4').on('message', () => void (caught += 1));
  await new Promise<void>((done) => datagrams.bind(port, '127.0.0.1', done));
  return {
    host: `127.0.0.1:${port}`,
    port,
    caught: () => caught,
    close: () => {
      server.close();
      datagrams.close();
    },
  };
}
