import { Suspense, useEffect } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { useMe } from '../auth/session-context.js';
import { QuickReport } from '../reports/QuickReport.js';
import { UnlessBroken } from '../ui/Broken.js';
import { PageLoading } from '../ui/PageLoading.js';
import { homeOf } from './places-of.js';
import { Shell } from './Shell.js';
import { lazily } from '../ui/lazily.js';

const ReporterHome = lazily(() => import('../reports/ReporterHome.js').then((m) => m.ReporterHome));
const SentPage = lazily(() => import('../reports/SentPage.js').then((m) => m.SentPage));
const Inbox = lazily(() => import('../tasks/Inbox.js').then((m) => m.Inbox));
const TaskPage = lazily(() => import('../tasks/TaskPage.js').then((m) => m.TaskPage));
const CaseList = lazily(() => import('../cases/CaseList.js').then((m) => m.CaseList));
const CasePage = lazily(() => import('../cases/CasePage.js').then((m) => m.CasePage));
const CalendarPage = lazily(() => import('../calendar/CalendarPage.js').then((m) => m.CalendarPage));
const DueClocksPage = lazily(() => import('../clocks/DueClocksPage.js').then((m) => m.DueClocksPage));
const CountryPage = lazily(() => import('../admin/CountryPage.js').then((m) => m.CountryPage));
const StuckPage = lazily(() => import('../admin/StuckPage.js').then((m) => m.StuckPage));
const WorkloadPage = lazily(() => import('../admin/WorkloadPage.js').then((m) => m.WorkloadPage));
const FiguresPage = lazily(() => import('../figures/FiguresPage.js').then((m) => m.FiguresPage));
const PoliciesPage = lazily(() => import('../policies/PoliciesPage.js').then((m) => m.PoliciesPage));
const EnginePage = lazily(() => import('../engine/EnginePage.js').then((m) => m.EnginePage));
const PrivacyPage = lazily(() => import('../privacy/PrivacyPage.js').then((m) => m.PrivacyPage));
const UsersPage = lazily(() => import('../admin/UsersPage.js').then((m) => m.UsersPage));
const AccountPage = lazily(() => import('../account/AccountPage.js').then((m) => m.AccountPage));
const AuditPage = lazily(() => import('../admin/AuditPage.js').then((m) => m.AuditPage));
const ConsularHome = lazily(() => import('../consulate/ConsularHome.js').then((m) => m.ConsularHome));
const MdtHome = lazily(() => import('../sittings/MdtHome.js').then((m) => m.MdtHome));
const ReceiverHome = lazily(() => import('../referrals/ReceiverHome.js').then((m) => m.ReceiverHome));

/** Each page is a file of its own to the browser: a phone in the field loads what a report needs, and no chart. */
export function Pages() {
  const { pathname } = useLocation();
  const me = useMe();
  return (
    <Shell>
      <FocusOnArrival />
      <UnlessBroken key={pathname}>
        <Suspense fallback={<PageLoading />}>
          {/* The API refuses all else to a session that lacks the second factor its role asks for. */}
          {me.mfa?.missing === true ? (
            <AccountPage />
          ) : (
            <Routes>
              <Route index element={<Home />} />
              <Route path="report" element={<QuickReport />} />
              <Route path="sent" element={<SentPage />} />
              <Route path="inbox" element={<Inbox />} />
              <Route path="tasks/:id" element={<TaskPage />} />
              <Route path="cases" element={<CaseList />} />
              <Route path="cases/:id" element={<CasePage />} />
              <Route path="calendar" element={<CalendarPage />} />
              <Route path="clocks" element={<DueClocksPage />} />
              <Route path="country" element={<CountryPage />} />
              <Route path="stuck" element={<StuckPage />} />
              <Route path="workload" element={<WorkloadPage />} />
              <Route path="figures" element={<FiguresPage />} />
              <Route path="policies" element={<PoliciesPage />} />
              <Route path="engine" element={<EnginePage />} />
              <Route path="privacy" element={<PrivacyPage />} />
              <Route path="users" element={<UsersPage />} />
              <Route path="account" element={<AccountPage />} />
              <Route path="*" element={<Navigate to="/" replace />} />
            </Routes>
          )}
        </Suspense>
      </UnlessBroken>
    </Shell>
  );
}

function Home() {
  const home = homeOf(useMe());
  if (home === 'reporter') return <ReporterHome />;
  if (home === 'consulate') return <ConsularHome />;
  if (home === 'mdt') return <MdtHome />;
  if (home === 'receiver') return <ReceiverHome />;
  if (home === 'auditor') return <AuditPage />;
  if (home === 'administrator') return <StuckPage />;
  return <Inbox />;
}

/**
 * A screen reader and the keyboard begin at the new page's content. Whoever has only opened the address and touched nothing
 * is at the beginning already, and asking for it costs a slow phone a tenth of a second.
 */
function FocusOnArrival() {
  const { pathname } = useLocation();
  useEffect(() => {
    if (!navigator.userActivation.hasBeenActive) return;
    document.getElementById('main')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [pathname]);
  return null;
}
