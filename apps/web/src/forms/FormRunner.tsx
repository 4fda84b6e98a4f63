import { Alert, Button, Group, Paper, Progress, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskWithForm } from '../api/answers.js';
import { Refusal } from '../api/request.js';
import { Failure } from '../ui/Failure.js';
import { PageLoading } from '../ui/PageLoading.js';
import { useLabels } from '../ui/labels.js';
import { wordsIn } from '../i18n/i18n.js';
import { DraftConflict } from './DraftConflict.js';
import { FieldInput } from './FieldInput.js';
import { IndicatorInput } from './IndicatorInput.js';
import { Silence } from './Silence.js';
import {
  answerTo,
  evidenceFor,
  fieldWith,
  firstUnanswered,
  isAnswered,
  questionOfPath,
  questionsOf,
  withoutEmpty,
  type Question,
} from './form-model.js';
import styles from './forms.module.css';
import { Review } from './Review.js';
import { SaveStatus } from './SaveStatus.js';
import { useDraft } from './use-draft.js';
import type { Answers } from '../api/answers.js';

const Documents = lazy(() => import('../documents/Documents.js').then((m) => ({ default: m.Documents })));

interface Props {
  readonly task: TaskWithForm;
  readonly onSend: (answers: Answers) => Promise<void>;
  /** What stands beside a question, such as advice. */
  readonly aside?: ReactNode;
}

/** One question at a time, then everything once more before it is sent. */
export function FormRunner({ task, onSend, aside }: Props) {
  const { t, i18n } = useTranslation();
  const labels = useLabels();
  const draft = useDraft(task);
  const { schema, note, presentation } = task.form;
  const questions = questionsOf(task.form, draft.answers);
  const [at, setAt] = useState(() => startOf(questions, draft.answers));
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [localError, setLocalError] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const hasMoved = useRef(false);

  useEffect(() => {
    if (hasMoved.current) heading.current?.focus();
  }, [at]);
  const go = (to: number) => {
    hasMoved.current = true;
    setLocalError(null);
    setAt(to);
  };

  const errors = errorsOf(refusal, i18n.language);
  const question = questions[at];
  const next = (event: SyntheticEvent) => {
    event.preventDefault();
    if (question === undefined) return;
    if (question.isRequired && !isAnswered(answerTo(question, draft.answers))) setLocalError(t('form.needed'));
    else go(at + 1);
  };
  const send = async () => {
    const missing = firstUnanswered(questions, draft.answers);
    if (missing >= 0) {
      go(missing);
      setLocalError(t('form.needed'));
      return;
    }
    setSending(true);
    setRefusal(null);
    try {
      await draft.flush();
      await onSend(withoutEmpty(draft.answers));
    } catch (reason) {
      setRefusal(reason);
      setSending(false);
      const named = errorsOf(reason, i18n.language).keys().next().value;
      const wrong = questions.findIndex(({ name }) => name === named);
      if (wrong >= 0) go(wrong);
    }
  };

  return (
    <div className={styles.panel}>
      <div className={styles.progress}>
        <span>
          {question === undefined ? t('form.reviewStep') : t('form.step', { at: at + 1, of: questions.length })}
        </span>
        <SaveStatus state={draft.state} savedAt={draft.savedAt} />
      </div>
      <Progress value={(at / questions.length) * 100} mb="lg" aria-label={t('form.progress')} />
      {note !== undefined && at === 0 && (
        <Alert variant="light" icon={<IconInfoCircle aria-hidden />} mb="md">
          {labels.words(note)}
        </Alert>
      )}
      {refusal !== null && <Failure reason={refusal} />}
      {question === undefined ? (
        <Review
          questions={questions}
          answers={draft.answers}
          errors={errors}
          isSending={isSending}
          headingRef={heading}
          onChange={go}
          onSend={() => void send()}
        />
      ) : (
        <form onSubmit={next} noValidate>
          <Paper p="lg" radius="lg" withBorder mt="sm">
            <PageHead question={question} before={questions[at - 1]} form={task.form.title.en} />
            <h2 className={styles.question} ref={heading} tabIndex={-1} id="question">
              {labels.words(question.label)}
              {!question.isRequired && <span className={styles.optional}> {t('form.optional')}</span>}
            </h2>
            {question.help !== null && (
              <Text c="dimmed" mb="sm">
                {labels.words(question.help)}
                {question.indicator?.provisional === true && ` · ${t('advice.provisional')}`}
              </Text>
            )}
            {question.indicator === null ? (
              <FieldInput
                key={question.id}
                id={`answer-${question.id}`}
                field={question.field}
                label={labels.words(question.label)}
                value={draft.answers[question.name]}
                error={localError ?? errors.get(question.name)}
                onChange={(value) => {
                  setLocalError(null);
                  draft.change(question.name, value);
                }}
              />
            ) : (
              <IndicatorInput
                key={question.id}
                indicator={question.indicator}
                label={labels.words(question.label)}
                field={question.field}
                value={answerTo(question, draft.answers)}
                onChange={(value) => draft.change(question.name, fieldWith(question, draft.answers, value))}
              />
            )}
            <Silence question={question} presentation={presentation} answers={draft.answers} onChange={draft.change} />
            {evidenceFor(question, draft.answers) === 'document' && (
              <Suspense fallback={<PageLoading />}>
                <section aria-labelledby="evidence-documents">
                  <Text component="h3" fw={600} mt="lg" mb="xs" id="evidence-documents">
                    {t('documents.evidence')}
                  </Text>
                  <Documents caseId={task.caseId} taskId={task.id} isOpen />
                </section>
              </Suspense>
            )}
          </Paper>
          <Group justify="space-between" mt="lg">
            <Button variant="default" size="md" disabled={at === 0} onClick={() => go(at - 1)}>
              {t('form.back')}
            </Button>
            <Group gap="sm">
              {at < questions.length - 1 && firstUnanswered(questions, draft.answers) < 0 && (
                <Button variant="subtle" size="md" onClick={() => go(questions.length)}>
                  {t('form.toReview')}
                </Button>
              )}
              <Button type="submit" size="md">
                {isAnswered(answerTo(question, draft.answers)) || question.isRequired ? t('form.next') : t('form.skip')}
              </Button>
            </Group>
          </Group>
        </form>
      )}
      {aside}
      {draft.conflict !== null && (
        <DraftConflict schema={schema} mine={draft.answers} theirs={draft.conflict} onResolve={draft.resolve} />
      )}
    </div>
  );
}

interface PageHeadProps {
  readonly question: Question;
  readonly before: Question | undefined;
  /** The form's own title, which stands above already. */
  readonly form: string;
}

/** The part of the talk that begins here, with what to keep in mind. */
function PageHead({ question, before, form }: PageHeadProps) {
  const labels = useLabels();
  const { title, intro } = question.page;
  const begins = before?.page.title.en !== title.en;
  return (
    <>
      {title.en !== form && (
        <Text size="sm" fw={600} c="dimmed">
          {labels.words(title)}
        </Text>
      )}
      {begins && intro !== null && (
        <Alert variant="light" my="sm" icon={<IconInfoCircle aria-hidden />}>
          {labels.words(intro)}
        </Alert>
      )}
    </>
  );
}

/** Somebody who comes back goes on where she stopped. */
function startOf(questions: ReturnType<typeof questionsOf>, answers: Answers): number {
  if (Object.keys(answers).length === 0) return 0;
  const first = firstUnanswered(questions, answers);
  return first < 0 ? questions.length : first;
}

function errorsOf(reason: unknown, language: string): ReadonlyMap<string, string> {
  if (!(reason instanceof Refusal)) return new Map();
  return new Map(
    reason.problem.errors.flatMap(({ path, details }) => {
      const name = questionOfPath(path);
      return name === null ? [] : [[name, wordsIn(language, details)] as const];
    }),
  );
}
