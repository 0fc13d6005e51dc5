import './api/browser'
import './api/colleague'
import '@mantine/core/styles.css'
import '@mantine/charts/styles.css'
import '@mantine/spotlight/styles.css'
import './styles/tokens.css'
import './styles/mantine.css'
import './styles/base.css'
import './styles/syntax.css'
import './styles/modes.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { restoreRoute } from './lib/lastRoute'
import { applyTextSize } from './lib/preferences'
import { startLanguage } from './words/language'

applyTextSize()
startLanguage()
restoreRoute()

// A file dropped beside its target would otherwise replace the app in the window.
for (const event of ['dragover', 'drop']) window.addEventListener(event, (e) => e.preventDefault())

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
