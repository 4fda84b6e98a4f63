export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
  readonly command: string;
}

export declare function identifyProcess(pid: number): ProcessIdentity | undefined;
export declare function isSameProcess(recorded: ProcessIdentity): boolean;
export declare function stopRecordedProcess(
  recorded: ProcessIdentity,
  options?: { signal?: NodeJS.Signals; graceMs?: number },
): Promise<boolean>;
