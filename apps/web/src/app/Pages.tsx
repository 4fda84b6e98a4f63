import { lazy, Suspense, useEffect } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { useMe } from '../auth/session-context.js';
import { UnlessBroken } from '../ui/Broken.js';
import { PageLoading } from '../ui/PageLoading.js';
import { homeOf } from './places-of.js';
import { Shell } from './Shell.js';

const ReporterHome = lazy(() => import('../reports/ReporterHome.js').then((m) => ({ default: m.ReporterHome })));
const QuickReport = lazy(() => import('../reports/QuickReport.js').then((m) => ({ default: m.QuickReport })));
const SentPage = lazy(() => import('../reports/SentPage.js').then((m) => ({ default: m.SentPage })));
const Inbox = lazy(() => import('../tasks/Inbox.js').then((m) => ({ default: m.Inbox })));
const TaskPage = lazy(() => import('../tasks/TaskPage.js').then((m) => ({ default: m.TaskPage })));
const CaseList = lazy(() => import('../cases/CaseList.js').then((m) => ({ default: m.CaseList })));
const CasePage = lazy(() => import('../cases/CasePage.js').then((m) => ({ default: m.CasePage })));
const DueClocksPage = lazy(() => import('../clocks/DueClocksPage.js').then((m) => ({ default: m.DueClocksPage })));
const CountryPage = lazy(() => import('../admin/CountryPage.js').then((m) => ({ default: m.CountryPage })));
const StuckPage = lazy(() => import('../admin/StuckPage.js').then((m) => ({ default: m.StuckPage })));
const WorkloadPage = lazy(() => import('../admin/WorkloadPage.js').then((m) => ({ default: m.WorkloadPage })));
const FiguresPage = lazy(() => import('../figures/FiguresPage.js').then((m) => ({ default: m.FiguresPage })));
const PoliciesPage = lazy(() => import('../policies/PoliciesPage.js').then((m) => ({ default: m.PoliciesPage })));
const EnginePage = lazy(() => import('../engine/EnginePage.js').then((m) => ({ default: m.EnginePage })));
const UsersPage = lazy(() => import('../admin/UsersPage.js').then((m) => ({ default: m.UsersPage })));
const AccountPage = lazy(() => import('../account/AccountPage.js').then((m) => ({ default: m.AccountPage })));
const AuditPage = lazy(() => import('../admin/AuditPage.js').then((m) => ({ default: m.AuditPage })));
const ReceiverHome = lazy(() => import('../referrals/ReceiverHome.js').then((m) => ({ default: m.ReceiverHome })));

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
              <Route path="clocks" element={<DueClocksPage />} />
              <Route path="country" element={<CountryPage />} />
              <Route path="stuck" element={<StuckPage />} />
              <Route path="workload" element={<WorkloadPage />} />
              <Route path="figures" element={<FiguresPage />} />
              <Route path="policies" element={<PoliciesPage />} />
              <Route path="engine" element={<EnginePage />} />
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
  if (home === 'receiver') return <ReceiverHome />;
  if (home === 'auditor') return <AuditPage />;
  if (home === 'administrator') return <StuckPage />;
  return <Inbox />;
}

/** A screen reader and the keyboard begin at the new page's content. */
function FocusOnArrival() {
  const { pathname } = useLocation();
  useEffect(() => {
    document.getElementById('main')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [pathname]);
  return null;
}
