import { expect, test } from 'vitest';
import { connectionsIn } from '../../../.ci/sealed.ts';

const trace = (...lines: readonly string[]): string => lines.join('\n');

test('what stays on this machine is counted by kind', () => {
  const { inside, outside } = connectionsIn(
    trace(
      '123 connect(5, {sa_family=AF_UNIX, sun_path="/tmp/.X11-unix/X0"}, 20) = 0',
      '123 connect(6, {sa_family=AF_INET, sin_port=htons(4873), sin_addr=inet_addr("127.0.0.1")}, 16) = -1 EINPROGRESS (Operation now in progress)',
      '124 connect(7, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, 28) = 0',
      '124 connect(8, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 0',
      '124 <... connect resumed>) = 0',
      '124 +++ exited with 0 +++',
    ),
  );
  expect(inside).toEqual({ AF_UNIX: 1, 'AF_INET loopback': 1, 'AF_INET6 loopback': 1, AF_NETLINK: 1 });
  expect(outside).toEqual([]);
});

test('Chromium looks for a route without sending; the same address from any other thread is a look-up', () => {
  const probe =
    'connect(20, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("8.8.8.8")}, 16) = -1 ENETUNREACH';
  expect(connectionsIn(`7<Chrome_ChildIOT> ${probe}`)).toEqual({
    inside: { 'Chromium’s route probe': 1 },
    outside: [],
  });
  expect(connectionsIn(`7<electron> ${probe}`).outside).toEqual([probe]);
});

test.each([
  'connect(9, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("8.8.8.8")}, 16) = -1 ENETUNREACH (Network is unreachable)',
  'connect(9, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("1.127.0.1")}, 16 <unfinished ...>',
  'connect(9, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28) = -1 ENETUNREACH',
  'connect(9, {sa_family=AF_VSOCK, svm_cid=0x2}, 16) = 0',
])('%s leaves it', (line) => {
  expect(connectionsIn(`77 ${line}`).outside).toEqual([line]);
});
