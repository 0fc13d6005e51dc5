import { MantineProvider } from '@mantine/core'
import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Router } from 'wouter'
import { ApiError } from './api/error'
import { listen } from './api/live'
import { askAhead } from './api/queries'
import { ErrorBoundary } from './components/ErrorBoundary'
import { notifyError } from './components/notify'
import { Failed } from './components/Failed'
import { StudentNaming } from './components/StudentName'
import { useHashPath } from './lib/location'
import { Screen } from './Screen'
import { Life } from './shell/Life'
import { themeWith } from './theme'

/** Notifies the teacher of an error, unless the field that was typed in shows it. */
function onError(error: Error, saysInPlace: boolean) {
  if (saysInPlace && error instanceof ApiError && error.code === 'bad_field') return
  notifyError(error)
}

const queryClient = new QueryClient({
  defaultOptions: {
    // The app is on this machine: requests need no internet, and a second try does not help.
    queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, staleTime: Infinity },
    mutations: { networkMode: 'always' },
  },
  mutationCache: new MutationCache({
    onError: (error, _input, _result, { meta }) => {
      if (meta?.isListed !== true) onError(error, meta?.saysInPlace === true) // else the page lists what failed
    },
  }),
})

askAhead(queryClient)

/** The whole interface. */
export function App() {
  const { t } = useTranslation(['common', 'desktop'])
  const theme = useMemo(() => themeWith({ close: t('close') }), [t])
  useEffect(() => listen(queryClient), [])
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <Router hook={useHashPath}>
          <ErrorBoundary
            fallback={<Failed error={new Error(t('desktop:broken'))} retry={() => location.reload()} />}
          >
            <StudentNaming>
              <Screen />
            </StudentNaming>
          </ErrorBoundary>
          <Life />
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  )
}
