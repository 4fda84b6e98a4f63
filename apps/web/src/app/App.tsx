import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { Refusal } from '../api/request.js';
import { askWhoIAm, SessionProvider } from '../auth/SessionProvider.js';
import { openDraft, REPORT_PATH } from '../reports/opened-draft.js';
import { cssVariables, styleNonce, theme } from './theme.js';
import { Pages } from './Pages.js';
import { usePreferences } from './preferences.js';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays one however often it is asked; what was unreachable may be back.
      retry: (failures, reason) => !(reason instanceof Refusal) && failures < 2,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

/** Who is signed in, before anything is shown; whoever shows the answer shows a failure. */
export async function askEarly(): Promise<void> {
  const known = await queries.query({ queryKey: ['me'], queryFn: askWhoIAm }).catch(() => null);
  if (known !== null && location.pathname === REPORT_PATH) await openDraft(known.me);
}

export function App() {
  const { scheme } = usePreferences();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={styleNonce}
      {...(scheme === 'auto' ? { defaultColorScheme: 'auto' as const } : { forceColorScheme: scheme })}
    >
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <SessionProvider>
            <Pages />
          </SessionProvider>
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}
