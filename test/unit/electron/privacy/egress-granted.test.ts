import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import tls from 'node:tls';
import { describe, expect, test } from 'vitest';
import {
  allow,
  codeOf,
  connections,
  dropConnections,
  entries,
  failing,
  getPage,
  host,
  opened,
  port,
} from './support/guarded.ts';

/** What a grant lets through, counted as it crosses the wire. */

describe('with a grant', () => {
  test('a connection is let through and every byte is counted, to and fro', async () => {
    allow([host]);
    await getPage({ host: '127.0.0.1', port, agent: false, path: '/a' });
    const body = await fetch(`http://${host}/`, { method: 'POST', body: 'y'.repeat(70_000) });
    await body.text();
    dropConnections();
    await expect.poll(() => connections.filter(({ sent }) => sent > 0).length).toBe(2);
    await expect
      .poll(() => entries()[0])
      .toMatchObject({
        host,
        purpose: 'test',
        refused: false,
        attempts: 2,
        bytesSent: connections.reduce((sum, { received }) => sum + received, 0),
        bytesReceived: connections.reduce((sum, { sent }) => sum + sent, 0),
      });
    expect(entries()[0]?.bytesSent).toBeGreaterThan(70_000);
  });

  test('bytes are counted while they flow, not only at the end', async () => {
    allow([host]);
    const socket = net.connect(port, '127.0.0.1');
    await opened(socket);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
    expect(entries()[0]?.bytesSent).toBe(25);
    socket.destroy();
  });

  test('the name of the host is looked up, and the connection counted once', async () => {
    allow([`localhost:${port}`]);
    await getPage({ host: 'localhost', port, agent: false });
    expect(entries()).toMatchObject([{ host: `localhost:${port}`, attempts: 1, refused: false }]);
    expect(connections.length).toBe(1);
  });

  test('below TLS the bytes on the wire are counted, not those within', async () => {
    const psk = Buffer.alloc(32, 7);
    const raw: net.Socket[] = [];
    const secure = tls.createServer(
      { ciphers: 'PSK', maxVersion: 'TLSv1.2', pskCallback: () => psk },
      (socket) => socket.end('z'.repeat(500)),
    );
    const front = net.createServer((socket) => {
      raw.push(socket);
      secure.emit('connection', socket);
    });
    await new Promise<void>((done) => front.listen(0, '127.0.0.1', done));
    const at = (front.address() as AddressInfo).port;
    allow([`127.0.0.1:${at}`]);
    const socket = tls.connect({
      host: '127.0.0.1',
      port: at,
      ciphers: 'PSK',
      maxVersion: 'TLSv1.2',
      pskCallback: () => ({ psk, identity: 'x' }),
      checkServerIdentity: () => undefined,
    });
    let text = '';
    socket.on('data', (chunk) => (text += String(chunk)));
    await once(socket, 'close');
    await expect.poll(() => raw[0]?.destroyed).toBe(true);
    front.close();
    expect(text.length).toBe(500);
    expect(entries()[0]?.bytesReceived).toBe(raw[0]?.bytesWritten);
    expect(entries()[0]?.bytesSent).toBe(raw[0]?.bytesRead);
    expect(entries()[0]?.bytesReceived).toBeGreaterThan(500);
  });

  test('another host and another port stay closed', async () => {
    allow([`127.0.0.1:${port + 1}`]);
    const error = await failing(opened(net.connect(port, '127.0.0.1')));
    expect({ code: codeOf(error), connections }).toEqual({ code: 'EGRESS_REFUSED', connections: [] });
    expect((error as Error).message).toContain('for other hosts');
  });

  test('that runs out, what flows is ended and nothing new begins', async () => {
    allow([host], 150);
    const socket = net.connect(port, '127.0.0.1');
    await opened(socket);
    const [error] = (await once(socket, 'error')) as [Error];
    expect(codeOf(error)).toBe('EGRESS_REFUSED');
    expect(codeOf(await failing(opened(net.connect(port, '127.0.0.1'))))).toBe('EGRESS_REFUSED');
  });
});
