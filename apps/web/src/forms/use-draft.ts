import { useEffect, useRef, useState } from 'react';
import { tasksControllerRead, tasksControllerSaveDraft } from '#client/sdk.gen.js';
import type { Answers, Draft, TaskWithForm } from '../api/answers.js';
import { answerOf, answerWithRevision, Refusal } from '../api/request.js';
import { differences, draftChange, withoutEmpty } from './form-model.js';

const REST_MS = 700;

export type SaveState = 'saved' | 'saving' | 'not-saved' | 'unsaved';

export interface DraftInUse {
  readonly answers: Answers;
  readonly state: SaveState;
  readonly savedAt: string | null;
  /** What another window or device saved meanwhile; nothing is written over it unseen. */
  readonly conflict: Answers | null;
  readonly change: (name: string, value: unknown) => void;
  readonly resolve: (merged: Answers) => void;
  /** Saves what is not saved yet; before somebody leaves or sends. */
  readonly flush: () => Promise<void>;
}

/**
 * Keeps what is typed: on the server a moment after each change, under the revision that this window has seen. Without
 * an answer it stays here and is tried again.
 */
export function useDraft(task: TaskWithForm): DraftInUse {
  const [answers, setAnswers] = useState<Answers>(task.draft?.answers ?? task.suggested ?? {});
  const [state, setState] = useState<SaveState>('saved');
  const [savedAt, setSavedAt] = useState<string | null>(task.draft?.updatedAt ?? null);
  const [conflict, setConflict] = useState<Answers | null>(null);
  const etag = useRef<string | null>(task.draft === null ? null : `"${task.draft.revision}"`);
  /** What this window knows to be on the server; what it clears of it is said so. */
  const kept = useRef<Answers>(task.draft?.answers ?? {});
  const latest = useRef<Answers>(answers);
  const saving = useRef<Promise<void>>(Promise.resolve());

  const save = async (): Promise<void> => {
    setState('saving');
    const written = latest.current;
    const answers = withoutEmpty(written);
    try {
      const { answer, etag: seen } = await answerWithRevision<Draft>(
        tasksControllerSaveDraft({
          path: { id: task.id },
          body: { answers: { ...draftChange(kept.current, answers) } },
          ...(etag.current === null ? {} : { headers: { 'If-Match': etag.current } }),
        }),
      );
      etag.current = seen;
      kept.current = answers;
      setSavedAt(answer.updatedAt);
      // What was answered while this was on its way is not on the server yet.
      setState(latest.current === written ? 'saved' : 'unsaved');
    } catch (reason) {
      setState('not-saved');
      if (reason instanceof Refusal && reason.problem.code.startsWith('revision-')) await lookAtTheirs();
      else if (!(reason instanceof Error)) throw reason;
    }
  };

  const lookAtTheirs = async (): Promise<void> => {
    const { draft } = await answerOf<TaskWithForm>(tasksControllerRead({ path: { id: task.id } }));
    etag.current = draft === null ? null : `"${draft.revision}"`;
    const theirs = draft?.answers ?? {};
    kept.current = theirs;
    if (differences(withoutEmpty(latest.current), theirs).length === 0) setState('saved');
    else setConflict(theirs);
  };

  const flush = (): Promise<void> => {
    saving.current = saving.current.then(save);
    return saving.current;
  };
  const flushRef = useRef(flush);
  flushRef.current = flush;

  // One at a time, and not at every key: the last change of a pause is what is saved.
  useEffect(() => {
    if (state !== 'unsaved' || conflict !== null) return;
    const timer = setTimeout(() => void flushRef.current(), REST_MS);
    return () => clearTimeout(timer);
  }, [answers, state, conflict]);
  useEffect(() => {
    if (state !== 'not-saved' || conflict !== null) return;
    const timer = setTimeout(() => void flushRef.current(), 5_000);
    return () => clearTimeout(timer);
  }, [state, conflict]);

  const put = (changed: Answers) => {
    latest.current = changed;
    setAnswers(changed);
    setState('unsaved');
  };
  return {
    answers,
    state,
    savedAt,
    conflict,
    change: (name, value) => put({ ...latest.current, [name]: value }),
    resolve: (merged) => {
      setConflict(null);
      put(merged);
    },
    flush: () => (state === 'saved' ? Promise.resolve() : flush()),
  };
}
