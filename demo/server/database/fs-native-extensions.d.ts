declare module 'fs-native-extensions' {
  /** Asks for an exclusive lock on an open file. Returns false if another open file has it. */
  export function tryLock(fileDescriptor: number): boolean;
}
