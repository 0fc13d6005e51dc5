import type { Locator, Page } from '@playwright/test'
import { call } from './classroom'
import { expect, goTo, type Lab, openTab } from './lab'

/** Sends one text of each student for each question and resolves once all are kept. */
export async function sendAll(lab: Lab, students: string[], questions: string[]): Promise<void> {
  for (const student of students) {
    for (const question of questions) {
      await lab.send({ student, question, device: student, data: `${student} ${question}` })
    }
  }
}

/** Sends a question with a title: the same answer of Ada and Bea, then another of Cem. */
export async function sendGroups(lab: Lab, page: Page): Promise<void> {
  for (const [student, data] of [
    ['Ada', 'four'],
    ['Bea', 'four'],
    ['Cem', 'five'],
  ] as const) {
    await lab.send({ student, device: student, question: '3', data })
  }
  await call(page, 'SetQuestions', 1, [{ label: '3', title: 'Cluster sizes', order: 1, added: false }])
}

/** Marks the answers that Ada and Bea share as wrong, and gives them a label. */
export async function markGroup(page: Page, label: string): Promise<void> {
  const query = { sessionId: 1, partId: 0, question: '3' }
  const { groups } = await call<{ groups: { key: string; count: number }[] }>(page, 'QuestionPage', query)
  const key = groups.find(({ count }) => count === 2)?.key
  await call(page, 'MarkGroup', query, key, 'wrong')
  await call(page, 'LabelGroup', query, key, label)
}

/** The mark of a verdict in a row, a card or a line, by the word that screen readers get. */
export function disc(within: Locator, word: 'Right' | 'Wrong' | 'Not checked'): Locator {
  return within.getByRole('img', { name: word, exact: true })
}

/** What a test does on the Records tab, by what a teacher calls it. */
export class RecordsPage {
  constructor(readonly page: Page) {}

  /** Opens the tab and resolves once it shows records, or says that there are none: then it takes keys. */
  async open(): Promise<void> {
    await openTab(this.page, 'Records')
    const shown = this.page.locator('[data-record], [data-card]').first()
    await expect(shown.or(this.page.getByText('Waiting for the first answer'))).toBeVisible()
  }
  get rows() {
    return this.page.getByRole('grid').locator('[data-record]')
  }
  get panel() {
    return this.page.getByRole('complementary')
  }
  get count() {
    return this.page.getByTestId('count')
  }
  get selected() {
    return this.page.getByTestId('selected')
  }
  row(question: string) {
    return this.page.locator(`[data-record][data-question="${question}"]`)
  }
  chip(name: string) {
    return this.page.locator(`[data-filter="${name}"]`)
  }
  notice(text: string | RegExp) {
    return this.page.getByTestId('notice').filter({ hasText: text })
  }
  /** Takes the pointer away from the list, so that it goes on. */
  async pointAway(): Promise<void> {
    await this.page.mouse.move(2, 2)
  }
  /** Chooses an option of the filter menu by typing, without the mouse. */
  async addFilter(words: string): Promise<void> {
    await this.page.keyboard.press('f')
    await this.page.keyboard.type(words)
    await expect(this.page.locator('[role="option"][data-combobox-selected]')).toBeVisible()
    await this.page.keyboard.press('Enter')
    await this.page.keyboard.press('Escape')
    await expect(this.page.getByRole('listbox')).toBeHidden()
  }
  /** Goes to a place within the app. */
  async goTo(place: string): Promise<void> {
    await goTo(this.page, place)
  }
}
