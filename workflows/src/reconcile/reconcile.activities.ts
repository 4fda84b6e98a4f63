/** The port of the reconciling workflow. */
export interface ReconcileActivities {
  /** Compares the record with the process engine, repairs what is safe, and reports the rest. Safe to repeat. */
  reconcile(): Promise<{ checked: number; repaired: number; reported: number }>;
}
