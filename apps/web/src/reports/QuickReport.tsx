import { Button, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { IconPlus, IconSend } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useDeferredValue, useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMe } from '../auth/session-context.js';
import { homeOf } from '../app/places-of.js';
import { provincesIn } from '../places/provinces.js';
import { PageLoading } from '../ui/PageLoading.js';
import { useUndo } from '../ui/undo.js';
import { BigChoice } from './BigChoice.js';
import { dropDraft, keepDraft } from './drafts.js';
import { draftFor, takeOpenedDraft, type OpenedDraft } from './opened-draft.js';
import { dropPhotos, enqueue } from './outbox.js';
import { PersonFields } from './PersonFields.js';
import styles from './QuickReport.module.css';
import {
  anotherPerson,
  channelOf,
  missingOf,
  newDraft,
  reportOf,
  type Missing,
  type ReportDraft,
} from './report-draft.js';
import { useOutbox } from './use-outbox.js';
import { WhenChoice } from './WhenChoice.js';
import { LongText } from './LongText.js';
import { lazily } from '../ui/lazily.js';

/** Asked of consular officers alone: nobody else loads it. */
const RescuedAbroad = lazily(() => import('./RescuedAbroad.js').then((m) => m.RescuedAbroad));

/** The draft comes from this device before anything can be typed over it. */
export function QuickReport() {
  const me = useMe();
  const [start, setStart] = useState(() => takeOpenedDraft(me));
  const isOpened = start !== null;
  useEffect(() => {
    if (isOpened) return;
    let isHere = true;
    void draftFor(me).then((draft) => {
      if (isHere) setStart(draft);
    });
    return () => {
      isHere = false;
    };
  }, [isOpened, me]);
  return start === null ? <PageLoading /> : <Form start={start} />;
}

const REST_MS = 300;

function Form({ start }: { readonly start: OpenedDraft }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { send } = useOutbox();
  const [draft, setDraft] = useState(start.draft);
  const [isChanged, setChanged] = useState(false);
  const [kept, setKept] = useState<ReportDraft | null>(null);
  const [showsMissing, setShowsMissing] = useState(false);
  const [isKeeping, setKeeping] = useState(false);
  const [isTakingPhoto, setTakingPhoto] = useState(false);
  // On a slow phone the first questions can be answered while the rest of the page is still being made.
  const showsAll = useDeferredValue(true, false);

  // Kept on this phone, encrypted, shortly after each change.
  useEffect(() => {
    if (!isChanged || isKeeping) return;
    const timer = setTimeout(() => void keepDraft(me.username, draft).then(() => setKept(draft)), REST_MS);
    return () => clearTimeout(timer);
  }, [draft, isChanged, isKeeping, me.username]);

  const offerUndo = useUndo();
  const isCleared = useRef(false);
  const change = (step: (known: ReportDraft) => ReportDraft) => {
    // Whoever has begun anew after clearing would lose the new by taking it back.
    if (isCleared.current) offerUndo(null);
    isCleared.current = false;
    setChanged(true);
    setDraft(step);
  };
  const put = (changes: Partial<ReportDraft>) => change((known) => ({ ...known, ...changes }));
  const missing = missingOf(draft);
  const errorOf = (name: Missing) => (showsMissing && missing.includes(name) ? t('form.needed') : undefined);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const [first] = missing;
    if (first !== undefined) {
      setShowsMissing(true);
      document.getElementById(idOf(first))?.querySelector<HTMLElement>('input, select')?.focus();
      document.getElementById(idOf(first))?.focus();
      return;
    }
    setKeeping(true);
    await enqueue(
      me.username,
      reportOf(draft, me, new Date().toISOString()),
      draft.persons.map(({ photos }) => photos),
    );
    await queries.invalidateQueries({ queryKey: ['outbox'] });
    await navigate(homeOf(me) === 'reporter' ? '/' : '/sent');
    await send();
  };
  const clear = async () => {
    await dropDraft(me.username);
    setChanged(false);
    setDraft(newDraft(me));
    isCleared.current = true;
    const photos = draft.persons.flatMap((person) => person.photos);
    offerUndo({
      done: t('undo.reportCleared'),
      // A copy: this device has not kept it again yet, and must not say so.
      undo: () => change(() => ({ ...draft })),
      settle: () => void dropPhotos(me.username, photos),
    });
  };
  const persons = (changed: ReportDraft['persons']) => put({ persons: changed });
  // From the draft as it is then: a picture takes its time, and what was typed meanwhile stays.
  const photosOf = (at: number, photos: (known: readonly string[]) => readonly string[]) => {
    change((known) => ({
      ...known,
      persons: known.persons.map((person, index) =>
        index === at ? { ...person, photos: photos(person.photos) } : person,
      ),
    }));
  };
  const removePerson = (at: number) => {
    const removed = draft.persons[at];
    if (removed === undefined) return;
    persons(draft.persons.filter((_, index) => index !== at));
    offerUndo({
      done: t('undo.personRemoved', { number: at + 1 }),
      undo: () => change((known) => ({ ...known, persons: known.persons.toSpliced(at, 0, removed) })),
      settle: () => void dropPhotos(me.username, removed.photos),
    });
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className={styles.form} aria-labelledby="report-title">
      <Title order={1} size="h2" id="report-title">
        {t('report.title')}
      </Title>
      <Text c="dimmed">{t('report.intro')}</Text>
      {!me.keepsOffline && (
        <Text fw={600} mt="xs" role="note">
          {t('report.keepsNothing')}
        </Text>
      )}
      {start.isElsewhere && (
        <Text size="sm" mt="xs" role="note">
          {t('report.elsewhere')}
        </Text>
      )}
      <Stack gap="lg" mt="md">
        <BigChoice
          id="dangerNow"
          label={t('report.danger')}
          value={draft.dangerNow === null ? null : draft.dangerNow ? 'yes' : 'no'}
          error={errorOf('dangerNow')}
          onChange={(answer) => put({ dangerNow: answer === 'yes' })}
          options={[
            { value: 'yes', label: t('common.yes') },
            { value: 'no', label: t('common.no') },
          ]}
        />
        <WhenChoice
          id="happenedAt"
          label={t('report.when')}
          value={draft.happenedAt}
          onChange={(happenedAt) => put({ happenedAt })}
        />
        {showsAll && (
          <>
            <NativeSelect
              id="province"
              label={t('report.province')}
              size="md"
              error={errorOf('province')}
              value={draft.province}
              onChange={(event) => put({ province: event.currentTarget.value })}
              data={[
                { value: '', label: t('common.choose') },
                ...provincesIn(i18n.language).map(({ code, th, en }) => ({
                  value: code,
                  label: i18n.language === 'th' ? th : en,
                })),
              ]}
            />
            {channelOf(me) === 'embassy' && (
              <Suspense fallback={<PageLoading />}>
                <RescuedAbroad
                  value={draft.rescuedAbroad}
                  errorOf={(field) => errorOf(`rescuedAbroad.${field}`)}
                  onChange={(rescuedAbroad) => put({ rescuedAbroad })}
                />
              </Suspense>
            )}
            {draft.persons.map((person, index) => (
              <PersonFields
                // Persons are only added at the end; the place in the list tells them apart.
                key={index}
                index={index}
                person={person}
                comesHome={draft.rescuedAbroad !== null}
                canRemove={draft.persons.length > 1}
                errorOf={(field) => errorOf(`persons.${index}.${field}`)}
                onChange={(changed) => persons(draft.persons.map((known, at) => (at === index ? changed : known)))}
                onRemove={() => removePerson(index)}
                isBusy={isTakingPhoto}
                onBusy={setTakingPhoto}
                onPhotos={(photos) => photosOf(index, photos)}
              />
            ))}
            <Button
              variant="default"
              size="md"
              leftSection={<IconPlus size={18} aria-hidden />}
              onClick={() => persons([...draft.persons, anotherPerson(draft)])}
            >
              {t('report.addPerson')}
            </Button>
            <LongText
              id="narrative"
              label={t('report.narrative')}
              description={t('report.narrativeHint')}
              value={draft.narrative}
              onChange={(narrative) => put({ narrative })}
            />
          </>
        )}
      </Stack>
      <div className={styles.bottom}>
        {showsMissing && missing.length > 0 && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {t('report.missing', { count: missing.length })}
          </Text>
        )}
        <Text size="sm" mb={4}>
          {t('report.consent')}
        </Text>
        <Button
          type="submit"
          size="lg"
          fullWidth
          loading={isKeeping || isTakingPhoto}
          leftSection={<IconSend size={20} aria-hidden />}
        >
          {t('report.send', { count: draft.persons.length })}
        </Button>
        {isChanged && (
          <Text size="sm" c="dimmed" className={styles.kept ?? ''}>
            {kept !== draft ? t('form.saving') : t(me.keepsOffline ? 'report.kept' : 'report.keptHere')}{' '}
            <button type="button" className={styles.clear} onClick={() => void clear()}>
              {t('report.clear')}
            </button>
          </Text>
        )}
      </div>
    </form>
  );
}

/** Where the eye and the keyboard go to for what is missing. */
function idOf(missing: Missing): string {
  return missing.replace(/^persons\.(\d+)\./, 'person-$1-').replace('.', '-');
}
