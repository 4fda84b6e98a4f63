export declare function createRunFolder(): string;
export declare function isRunAlive(folder: string): boolean;
export declare function cleanUpRun(folder: string): Promise<void>;
export declare function cleanUpDeadRuns(): Promise<void>;
