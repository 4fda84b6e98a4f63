/** Longest that a process takes to finish what it has in hand. */
const STOP_WITHIN_MS = 8_000;

/** Ends the process gracefully on SIGTERM, SIGINT, or when its supervisor has vanished, so that no orphan works on. */
export function stopWithSupervisor(stop: () => Promise<void>): void {
  let stopping = false;
  const end = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  process.once('disconnect', end);
}
