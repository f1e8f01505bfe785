import SvoxPico from '@echogarden/svoxpico-wasm';

type Call = (...args: number[]) => number;

/** The C library's calls that are needed here. Addresses and sizes in bytes; 0 is success. */
export interface PicoLibrary {
  readonly malloc: Call;
  readonly free: Call;
  /** Memory, its size, and where to put the system. */
  readonly initialize: Call;
  /** System, file name, and where to put the resource. */
  readonly loadResource: Call;
  /** System, resource, and where to put its name. */
  readonly getResourceName: Call;
  /** System and the voice's name. */
  readonly createVoiceDefinition: Call;
  /** System, the voice's name, the resource's name. */
  readonly addResourceToVoiceDefinition: Call;
  /** System, the voice's name, and where to put the engine. */
  readonly newEngine: Call;
  /** Engine, text, its size, and where to put how much was taken. */
  readonly putTextUtf8: Call;
  /** Engine, buffer, its size, where to put how much it got and of what. 201: there is more to come; 200: nothing left. */
  readonly getData: Call;
  read(address: number, type: 'i8' | 'i16' | 'i32'): number;
  write(address: number, value: number, type: 'i8'): void;
  writeFile(name: string, bytes: Uint8Array): void;
}

/** A library of its own each time: a voice cannot be changed in one. */
export async function openPicoLibrary(): Promise<PicoLibrary> {
  const module = await SvoxPico({ print: () => undefined, printErr: () => undefined });
  const call = (name: string, args: number): Call =>
    module.cwrap(
      name,
      'number',
      Array.from({ length: args }, () => 'number'),
    );
  return {
    malloc: call('malloc', 1),
    free: call('free', 1),
    initialize: call('pico_initialize', 3),
    loadResource: call('pico_loadResource', 3),
    getResourceName: call('pico_getResourceName', 3),
    createVoiceDefinition: call('pico_createVoiceDefinition', 2),
    addResourceToVoiceDefinition: call('pico_addResourceToVoiceDefinition', 3),
    newEngine: call('pico_newEngine', 3),
    putTextUtf8: call('pico_putTextUtf8', 4),
    getData: call('pico_getData', 5),
    read: (address, type) => module.getValue(address, type),
    write: (address, value, type) => module.setValue(address, value, type),
    writeFile: (name, bytes) => module.FS.writeFile(name, bytes),
  };
}
