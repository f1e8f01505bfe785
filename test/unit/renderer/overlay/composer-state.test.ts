import { beforeEach, expect, test, vi } from 'vitest';
import { useComposer } from '../../../../renderer/overlay/composer-state.ts';
import { emptyHistory } from '../../../../renderer/overlay/input-history.ts';

const request = vi.fn<(name: string, input: unknown) => Promise<void>>();

beforeEach(() => {
  request.mockReset().mockResolvedValue(undefined);
  vi.stubGlobal('window', { beside: { request } });
  useComposer.setState({ text: '', history: emptyHistory, sends: 0 });
});

const composer = () => useComposer.getState();

test('a sent line leaves the input, trimmed, and can be recalled', async () => {
  composer().write('  What time is it? ');
  await composer().send(composer().text);
  expect(request).toHaveBeenCalledExactlyOnceWith('line.submit', { text: 'What time is it?' });
  expect(composer().text).toBe('');
  composer().recall(-1);
  expect(composer().text).toBe('What time is it?');
});

test('an empty line is not sent', async () => {
  await composer().send(' \n ');
  expect(request).not.toHaveBeenCalled();
});

test('pressing Enter twice sends once', async () => {
  composer().write('Hello');
  await Promise.all([composer().send(composer().text), composer().send(composer().text)]);
  // The second press found an empty input.
  expect(request).toHaveBeenCalledTimes(1);
});

test('a line that main refused comes back into the input', async () => {
  request.mockRejectedValue(new Error('refused'));
  await composer().send('Hello');
  expect(composer().text).toBe('Hello');
});

test('a refused line does not overwrite what was written meanwhile', async () => {
  request.mockImplementation(async () => {
    composer().write('Something new');
    throw new Error('refused');
  });
  await composer().send('Hello');
  expect(composer().text).toBe('Something new');
});
