/** What the package exports, which brings no types. */
declare module '@echogarden/svoxpico-wasm' {
  interface PicoModule {
    readonly cwrap: (
      name: string,
      returns: 'number',
      takes: readonly string[],
    ) => (...args: number[]) => number;
    readonly getValue: (address: number, type: string) => number;
    readonly setValue: (address: number, value: number, type: string) => void;
    readonly FS: { writeFile(name: string, bytes: Uint8Array): void };
  }
  const open: (options: {
    print: (line: string) => void;
    printErr: (line: string) => void;
  }) => Promise<PicoModule>;
  export default open;
}
