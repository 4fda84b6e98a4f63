import { IconCheck, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { STAGES, type Stage } from '#domain/stages.js';
import type { CaseView, TimelineEntry } from '../api/answers.js';
import { useLabels } from '../ui/labels.js';
import { STAGE_LAWS } from './stage-laws.js';
import styles from './StageStepper.module.css';

interface Props {
  readonly kase: CaseView;
  readonly timeline: readonly TimelineEntry[];
}

type State = 'done' | 'now' | 'skipped' | 'ahead';

/** The way of the case: what is behind, where it stands, the law of each stage, and where it lets the case go next. */
export function StageStepper({ kase, timeline }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const entered = new Set<unknown>(
    timeline.filter(({ kind }) => kind === 'stage-entered').map(({ params }) => params.stage),
  );
  entered.add('report');
  const shown = STAGES.filter((stage) => stage !== 'closed' || kase.stage === 'closed');
  const position = shown.indexOf(kase.stage);
  const stateOf = (stage: Stage, index: number): State => {
    if (stage === kase.stage) return 'now';
    if (entered.has(stage)) return 'done';
    return index < position ? 'skipped' : 'ahead';
  };
  return (
    <section className={styles.section} aria-labelledby="stages">
      <h2 id="stages" className={styles.title}>
        {t('case.stages')}
      </h2>
      <ol className={styles.steps}>
        {shown.map((stage, index) => {
          const state = stateOf(stage, index);
          const law = labels.words(STAGE_LAWS[stage]);
          return (
            <li
              key={stage}
              className={styles.step}
              data-state={state}
              data-next={kase.canGoTo.includes(stage) || undefined}
              aria-current={state === 'now' ? 'step' : undefined}
            >
              <span className={styles.dot} aria-hidden>
                {state === 'done' ? <IconCheck size={14} /> : state === 'skipped' ? <IconMinus size={14} /> : index + 1}
              </span>
              <span className={styles.label}>
                {labels.stage(stage)}
                {law !== '' && <span className={styles.law}>{law}</span>}
                <span className={styles.hidden}>{t(`case.stageState.${state}`)}</span>
              </span>
            </li>
          );
        })}
      </ol>
      {kase.canGoTo.length > 0 && (
        <p className={styles.next}>
          {t('case.canGoTo')} <strong>{kase.canGoTo.map(labels.stage).join(' · ')}</strong>
        </p>
      )}
    </section>
  );
}
