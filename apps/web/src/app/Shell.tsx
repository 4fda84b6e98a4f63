import { Button, Text, UnstyledButton } from '@mantine/core';
import { IconDoorExit, IconSearch, IconUserCircle } from '@tabler/icons-react';
import { Suspense, useDeferredValue, useEffect, useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import { useSession } from '../auth/session-context.js';
import { NoticesBell } from '../notices/NoticesBell.js';
import { OutboxBanner } from '../reports/OutboxBanner.js';
import { BridgeMark } from '../ui/BridgeMark.js';
import { followLiveEvents } from '../live/live-events.js';
import { IdleCover } from './IdleCover.js';
import { useIsIdle } from './idle-cover.js';
import { placesOf } from './places-of.js';
import { PrintMark } from './PrintMark.js';
import { listenForQuickExit, quickExit } from './quick-exit.js';
import styles from './Shell.module.css';
import { UndoBar } from './UndoBar.js';
import { lazily } from '../ui/lazily.js';

const PreferencesMenu = lazily(() => import('./PreferencesMenu.js').then((m) => m.PreferencesMenu));
const Palette = lazily(() => import('./Palette.js').then((m) => m.Palette));

export function Shell({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { me, isOffline } = useSession();
  const [opened, setOpened] = useState<'preferences' | 'palette' | null>(null);
  const [isIdle, wake] = useIsIdle();
  const places = placesOf(me);
  // A date in words costs a slow phone a twentieth of a second: the page is drawn first.
  const isDrawn = useDeferredValue(true, false);

  const queries = useQueryClient();

  useEffect(() => listenForQuickExit(), []);
  useEffect(() => (isOffline ? undefined : followLiveEvents(queries)), [isOffline, queries]);
  useEffect(() => {
    document.title = t('app.tabTitle');
  }, [t]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement &&
        event.target.matches('input, textarea, select, [contenteditable], [role=spinbutton]');
      const isPalette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
      if (isPalette || (event.key === '/' && !isTyping)) {
        event.preventDefault();
        setOpened('palette');
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  return (
    <div className={styles.shell}>
      <div className={styles.page} inert={isIdle}>
        <a href="#main" className={styles.skip}>
          {t('app.skip')}
        </a>
        <header className={styles.header}>
          <Link to="/" className={styles.brand}>
            <BridgeMark />
            <span className={styles.name}>{t('app.name')}</span>
          </Link>
          <div className={styles.tools}>
            <UnstyledButton className={styles.search} onClick={() => setOpened('palette')}>
              <IconSearch size={18} aria-hidden />
              <span className={styles.searchText}>{t('palette.open')}</span>
              <kbd className={styles.kbd}>Ctrl K</kbd>
            </UnstyledButton>
            <NoticesBell />
            <UnstyledButton
              className={styles.person}
              onClick={() => setOpened('preferences')}
              aria-label={t('preferences.open', { name: me.displayName })}
            >
              <IconUserCircle size={24} stroke={1.6} aria-hidden />
              <span className={styles.personName}>{me.displayName}</span>
            </UnstyledButton>
            <Button
              className={styles.exit}
              color="red"
              variant="outline"
              size="sm"
              leftSection={<IconDoorExit size={18} aria-hidden />}
              onClick={quickExit}
              title={t('app.quickExitHint')}
            >
              {t('app.quickExit')}
            </Button>
          </div>
        </header>
        <nav className={styles.nav} aria-label={t('app.mainMenu')}>
          {places.map(({ to, label, icon: Icon }) => (
            <NavLink key={to} to={to} end={to === '/'} className={styles.place ?? ''}>
              <Icon size={22} stroke={1.6} aria-hidden />
              <span>{t(label)}</span>
            </NavLink>
          ))}
        </nav>
        <main id="main" tabIndex={-1} className={styles.main}>
          {isOffline && (
            <Text className={styles.offline} role="status">
              {t('app.offline')}
            </Text>
          )}
          <OutboxBanner />
          {children}
        </main>
        <UndoBar />
      </div>
      {isDrawn && <PrintMark />}
      {isIdle && <IdleCover onWake={wake} />}
      <Suspense fallback={null}>
        {opened === 'preferences' && <PreferencesMenu isOpen onClose={() => setOpened(null)} />}
        {opened === 'palette' && <Palette onClose={() => setOpened(null)} />}
      </Suspense>
    </div>
  );
}
