/** The few lines of WebAssembly's interface that Hence uses; every host has them, the language's own library does not. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }

  class Instance {
    constructor(module: Module);
    readonly exports: Readonly<Record<string, unknown>>;
  }

  class Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }

  function validate(bytes: Uint8Array): boolean;
}
