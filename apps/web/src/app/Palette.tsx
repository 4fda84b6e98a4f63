import { Modal, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { casesControllerList, tasksControllerList } from '#client/sdk.gen.js';
import type { CaseListItem, Inbox, Page } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { useMe, useSession } from '../auth/session-context.js';
import { switchLanguage } from '../i18n/i18n.js';
import { useLabels } from '../ui/labels.js';
import styles from './Palette.module.css';
import { placesOf } from './places-of.js';
import { preferences, usePreferences } from './preferences.js';
import { quickExit } from './quick-exit.js';

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly run: () => void;
}

const MOST = 12;

/** Everything by keyboard: pages, tasks, a case by its number, and what one changes often. No name is searched or shown. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const entries = useEntries(query);
  const found = entries.slice(0, MOST);
  const chosen = Math.min(at, Math.max(found.length - 1, 0));
  const run = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    onClose();
    entry.run();
  };
  const onKey = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((chosen + step + found.length) % Math.max(found.length, 1));
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      run(found[chosen]);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size="lg"
      yOffset="12vh"
      padding="sm"
      title={t('palette.open')}
      classNames={{ header: styles.hidden ?? '' }}
    >
      <TextInput
        size="lg"
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={found[chosen] === undefined ? undefined : `palette-${found[chosen].id}`}
        aria-label={t('palette.open')}
        placeholder={t('palette.placeholder')}
        leftSection={<IconSearch size={20} aria-hidden />}
        value={query}
        onChange={(event) => {
          setAt(0);
          setQuery(event.currentTarget.value);
        }}
        onKeyDown={onKey}
      />
      <ul className={styles.list} id="palette-list" role="listbox" aria-label={t('palette.open')}>
        {found.map((entry, index) => (
          <li
            key={entry.id}
            id={`palette-${entry.id}`}
            role="option"
            aria-selected={index === chosen}
            className={styles.entry}
            onClick={() => run(entry)}
          >
            <span>{entry.label}</span>
            {entry.hint !== undefined && <span className={styles.hint}>{entry.hint}</span>}
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <Text c="dimmed" p="sm">
          {t('palette.nothing')}
        </Text>
      )}
      <Text size="sm" c="dimmed" mt="xs">
        {t('palette.keys')}
      </Text>
    </Modal>
  );
}

function useEntries(query: string): readonly Entry[] {
  const { t } = useTranslation();
  const labels = useLabels();
  const me = useMe();
  const { signOut } = useSession();
  const { language, calendar } = usePreferences();
  const navigate = useNavigate();
  const places = placesOf(me);
  const wanted = query.trim().toLowerCase();
  const number = /(\d{1,6})$/.exec(wanted)?.[1];
  const mayList = places.some(({ to }) => to === '/cases');
  const cases = useQuery({
    queryKey: ['palette', 'case', number],
    enabled: number !== undefined && mayList,
    queryFn: () =>
      answerOf<Page<CaseListItem>>(casesControllerList({ query: { number: numberOf(wanted, number ?? '') } })),
  });
  const tasks = useQuery({
    queryKey: ['palette', 'tasks'],
    enabled: !me.roles.includes('auditor'),
    queryFn: () => answerOf<Inbox>(tasksControllerList({ query: { limit: 100 } })),
  });
  const fixed: Entry[] = [
    ...places.map(({ to, label }) => ({
      id: `to${to.replaceAll('/', '-')}`,
      label: t(label),
      hint: t('palette.page'),
      run: () => void navigate(to),
    })),
    {
      id: 'language',
      label: language === 'th' ? 'English' : 'ภาษาไทย',
      hint: t('preferences.language'),
      run: () => void switchLanguage(language === 'th' ? 'en' : 'th'),
    },
    {
      id: 'calendar',
      label: calendar === 'buddhist' ? t('preferences.gregory') : t('preferences.buddhist'),
      hint: t('preferences.calendar'),
      run: () => preferences.set({ calendar: calendar === 'buddhist' ? 'gregory' : 'buddhist' }),
    },
    { id: 'exit', label: t('app.quickExit'), hint: 'F9 · Shift × 3', run: quickExit },
    { id: 'sign-out', label: t('preferences.signOut'), run: () => void signOut() },
  ];
  const matching = (entry: Entry) =>
    wanted === '' || `${entry.label} ${entry.hint ?? ''}`.toLowerCase().includes(wanted);
  return [
    ...(cases.data?.items ?? []).map((kase) => ({
      id: kase.id,
      label: kase.number,
      hint: labels.stage(kase.stage),
      run: () => void navigate(`/cases/${kase.id}`),
    })),
    ...fixed.filter(matching),
    ...(wanted === ''
      ? []
      : (tasks.data?.items ?? [])
          .map((task) => ({
            id: task.id,
            label: labels.words(task.title),
            hint: task.caseNumber,
            run: () => void navigate(`/tasks/${task.id}`),
          }))
          .filter(matching)),
  ];
}

/** "12" is the twelfth case of this year, in the era that the numbers count in. */
function numberOf(wanted: string, digits: string): string {
  const year = /sp-(\d{4})-/.exec(wanted)?.[1] ?? String(new Date().getFullYear() + 543);
  return `SP-${year}-${digits.padStart(6, '0')}`;
}
