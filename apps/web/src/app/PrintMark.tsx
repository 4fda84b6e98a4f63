import { useNow } from '../ui/use-now.js';
import styles from './Shell.module.css';
import { useViewerMark } from './viewer-mark.js';

/** On paper only, on each sheet of it. */
export function PrintMark() {
  const mark = useViewerMark();
  return <p className={styles.printMark}>{mark('app.printedBy', useNow())}</p>;
}
