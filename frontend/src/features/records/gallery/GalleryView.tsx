import { SegmentedControl, Select, Switch } from '@mantine/core'
import { IconLayoutGrid } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../api/types'
import { ImageLightbox } from '../../../components/answer/ImageLightbox'
import { kindOf } from '../../../components/answer/kinds/registry'
import { Blank } from '../../../components/Blank'
import type { Compared } from '../../../components/compare/compared'
import { Compare } from '../../../components/compare/Compare'
import { Failed } from '../../../components/Failed'
import { LoadingRows } from '../../../components/LoadingRows'
import { Sentence } from '../../../components/Sentence'
import { formatCount } from '../../../lib/format'
import { questionName } from '../../../lib/questionName'
import { FilterBar } from '../filter/FilterBar'
import { NotRead } from '../list/NotRead'
import { partOf } from '../list/query'
import { Waiting } from '../list/Waiting'
import { galleryOrders, type Sort, type SortKey } from '../route/route'
import type { ViewProps } from '../route/view'
import { type CardSize, cardSize, cardSizes, setCardSize } from './cards'
import { GalleryGrid } from './GalleryGrid'
import { useGallery } from './useGallery'
import classes from './GalleryView.module.css'

/** How many questions are offered at once; typing finds the others. */
const MOST_OFFERED = 200

type Gallery = ReturnType<typeof useGallery>

/** The answers of all students to one question, as cards; two to four of them side by side. */
export function GalleryView(props: ViewProps) {
  const { session, goTo, switcher } = props
  const { t } = useTranslation('records')
  const gallery = useGallery(props)
  const [size, setSize] = useState(cardSize)
  const [withNames, setWithNames] = useState(true)
  const [enlarged, setEnlarged] = useState<number>()
  const { label, questions, request, state, chosen } = gallery
  const pictures = chosen.filter(({ type }) => kindOf(type).isPicture)
  const removeFromComparison = ({ id }: Compared) =>
    gallery.choose(chosen.filter((record) => record.id !== id))
  return (
    <>
      <FilterBar session={session} request={request} always="question" onFilter={gallery.narrow}>
        {switcher}
      </FilterBar>
      <GalleryBar
        gallery={gallery}
        session={session}
        sort={props.route.order}
        onSort={(order) => goTo({ order })}
        onQuestion={(question) => gallery.narrow({ ...props.route.filter, questions: [question] })}
        size={size}
        onSize={(next) => {
          setSize(next)
          setCardSize(next)
        }}
        withNames={withNames}
        onNames={setWithNames}
      />
      <NotRead state={state} onRetry={() => gallery.pages.retry()} />
      <div className={classes.page}>
        {questions?.length === 0 ? (
          <Blank icon={<IconLayoutGrid size={24} />} title={t('gallery.noQuestion')}>
            {t('gallery.noQuestionWhy')}
          </Blank>
        ) : state.error && state.name === '' ? (
          <Failed error={state.error} retry={() => gallery.pages.release()} />
        ) : state.name === '' || label === undefined ? (
          <LoadingRows count={6} height={100} />
        ) : state.total === 0 ? (
          <Blank icon={<IconLayoutGrid size={24} />} title={t('gallery.none')}>
            {t('gallery.noneWhy', { label })}
          </Blank>
        ) : (
          <GalleryGrid
            state={state}
            label={t('gallery.label', { label })}
            size={size}
            withNames={withNames}
            cursor={gallery.cursor.at}
            chosen={chosen}
            isAlike={props.route.order.key === 'alike'}
            isHeld={gallery.isHeld}
            onRows={gallery.setRows}
            onVisible={gallery.setVisible}
            onScrolled={gallery.setScrolled}
            onHere={gallery.setHere}
            onChoose={gallery.toggleAt}
          />
        )}
        {chosen.length > 0 && (
          <Compare
            chosen={chosen}
            question={label ?? ''}
            partId={partOf(props.route.filter)}
            withNames={withNames}
            isDiff={gallery.isDiff}
            isLarge={gallery.isLarge}
            onDiff={gallery.setDiff}
            onLarge={gallery.setLarge}
            onRemove={removeFromComparison}
            onClear={() => gallery.choose([])}
            clearWords={t('gallery.clear')}
            onEnlarge={({ id }) => setEnlarged(id)}
          />
        )}
      </div>
      {enlarged !== undefined && (
        <ImageLightbox
          records={pictures}
          id={enlarged}
          onShow={setEnlarged}
          onClose={() => setEnlarged(undefined)}
        />
      )}
    </>
  )
}

interface GalleryBarProps {
  gallery: Gallery
  session: Session
  sort: Sort
  onSort: (sort: Sort) => void
  onQuestion: (label: string) => void
  size: CardSize
  onSize: (size: CardSize) => void
  withNames: boolean
  onNames: (withNames: boolean) => void
}

/** The count of answers; it is a count of students if each has one answer and none is filtered out. */
function Count({ gallery: { state, isNarrowed }, session }: Pick<GalleryBarProps, 'gallery' | 'session'>) {
  const { t } = useTranslation('records')
  const areStudents = !isNarrowed && session.parts.length === 1
  return (
    <span data-testid="count">
      <Sentence
        words={
          areStudents
            ? t('gallery.sent', { count: session.students })
            : t('gallery.answers', { count: state.total })
        }
        parts={{ n: <b>{formatCount(state.total)}</b> }}
      />
    </span>
  )
}

/** The bar that sets the question, the order and the size of the cards. */
function GalleryBar(props: GalleryBarProps) {
  const { gallery, sort, onSort, size, onSize } = props
  const { t } = useTranslation('records')
  const field = useRef<HTMLInputElement>(null)
  const { label, questions = [], state } = gallery
  const words: Partial<Record<SortKey, string>> = {
    time: t('gallery.newest'),
    student: t('gallery.name'),
    alike: t('gallery.alike'),
  }
  const named = questions.map((question) => ({
    value: question.label,
    label: questionName(question.label, question.title),
  }))
  const isKnown = label === undefined || questions.some((question) => question.label === label)
  return (
    <div className={classes.bar}>
      <Select
        size="xs"
        className={classes.question}
        aria-label={t('gallery.chooseQuestion')}
        data={isKnown ? named : [{ value: label, label }, ...named]}
        value={label ?? null}
        allowDeselect={false}
        searchable
        limit={MOST_OFFERED}
        comboboxProps={{ keepMounted: false }}
        onChange={(chosen) => {
          if (chosen !== null) props.onQuestion(chosen)
        }}
        // The keys go to the cards again.
        onOptionSubmit={() => field.current?.blur()}
        ref={field}
      />
      {state.name !== '' && <Count gallery={gallery} session={props.session} />}
      <span className={`faint hstack ${classes.hint}`}>
        {state.waiting > 0 ? (
          <Waiting state={state} reason={gallery.reason} onRelease={gallery.release} />
        ) : (
          <span className={classes.tip}>
            {gallery.chosen.length === 0 && state.total > 1 && t('gallery.pickTwo')}
          </span>
        )}
      </span>
      <Switch
        size="xs"
        label={t('gallery.names')}
        checked={props.withNames}
        onChange={(event) => props.onNames(event.currentTarget.checked)}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('gallery.order')}
        data={galleryOrders.map(({ key }) => ({ value: key, label: words[key] ?? key }))}
        value={sort.key}
        onChange={(key) => onSort(galleryOrders.find((known) => known.key === key) ?? galleryOrders[0])}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('gallery.size')}
        data={cardSizes.map((value) => ({
          value,
          label: <span title={t(`gallery.sizeNames.${value}`)}>{t(`gallery.sizes.${value}`)}</span>,
        }))}
        value={size}
        onChange={onSize}
      />
    </div>
  )
}
