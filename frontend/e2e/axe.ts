import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * Returns what axe objects to in a part of the page, else in all of it, a line each; of its rules `contrast` takes the
 * one on contrast alone, and `form` all others. There are no frames, so that axe need not look for them in a page of
 * its own, which takes longer than the looking.
 */
export async function objections(
  page: Page,
  within?: string,
  rules: 'all' | 'contrast' | 'form' = 'all',
): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  if (within !== undefined) axe.include(within)
  if (rules === 'contrast') axe.withRules('color-contrast')
  if (rules === 'form') axe.disableRules('color-contrast')
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
