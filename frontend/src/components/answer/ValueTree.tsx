import { Button, type RenderTreeNodePayload, Tree, type TreeNodeData, useTree } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TreeNode } from '../../api/types'
import { alignDecimals } from '../../lib/matrix'
import { isNested } from './python'
import classes from './ValueTree.module.css'

const OPEN_LEVELS = 2

/** A space that is not folded. */
const SPACE = '\u00a0'

/** What a list or dict is called with the number of its values. */
const NAMES = {
  list: 'listOf',
  tuple: 'tupleOf',
  set: 'setOf',
  frozenset: 'frozensetOf',
  array: 'arrayOfValues',
  dict: 'dictOf',
} as const

const kindClass: Partial<Record<string, string | undefined>> = {
  str: classes.string,
  num: classes.number,
  const: classes.keyword,
}

function Label({ node, name }: { node: TreeNode; name: string }) {
  const { t } = useTranslation('answer')
  const of = NAMES[node.kind as keyof typeof NAMES]
  return (
    <span className={classes.leaf}>
      {name !== '' && <span className={classes.key}>{name}</span>}
      {isNested(node) ? (
        <span className="faint">{t(of, { count: node.length })}</span>
      ) : (
        <span className={kindClass[node.kind]}>{node.text}</span>
      )}
    </span>
  )
}

/** Returns numbers of a list with their points under each other, and all else as it is. */
function inColumns(children: TreeNode[]): TreeNode[] {
  if (!children.every(({ kind }) => kind === 'num')) return children
  const texts = alignDecimals(children.map(({ text }) => text))
  const width = Math.max(...texts.map((text) => text.length))
  return children.map((child, i) => ({ ...child, text: (texts[i] ?? '').padStart(width, SPACE).trimEnd() }))
}

function toTree(node: TreeNode, name: string, path: string, t: TFunction<'answer'>): TreeNodeData {
  const width = String(node.children.length - 1).length
  const children = (node.kind === 'dict' ? node.children : inColumns(node.children)).map((child, i) =>
    toTree(child, node.kind === 'dict' ? child.key : String(i).padStart(width, SPACE), `${path}.${i}`, t),
  )
  const left = node.length - node.children.length
  if (left > 0) {
    children.push({
      value: `${path}.more`,
      label: <span className="faint">{t('more', { count: left })}</span>,
    })
  }
  return {
    value: path,
    label: <Label node={node} name={name} />,
    ...(children.length > 0 && { children }),
  }
}

/** Returns which nodes of the first levels are open at first. */
function openedAtFirst(nodes: TreeNodeData[], levels: number): Record<string, boolean> {
  if (levels === 0) return {}
  return Object.assign(
    {},
    ...nodes.map((node) => ({ [node.value]: true, ...openedAtFirst(node.children ?? [], levels - 1) })),
  ) as Record<string, boolean>
}

function renderNode({ node, expanded, hasChildren, elementProps }: RenderTreeNodePayload) {
  return (
    <div {...elementProps}>
      <IconChevronRight
        size={14}
        className={classes.chevron}
        data-open={expanded}
        data-hidden={!hasChildren}
      />
      {node.label}
    </div>
  )
}

/** A list or dict as a tree that folds. Buttons fold and unfold a nested one as a whole. */
export function ValueTree({ root }: { root: TreeNode }) {
  const { t } = useTranslation('answer')
  const data = useMemo(() => [toTree(root, '', 'root', t)], [root, t])
  const tree = useTree({ initialExpandedState: openedAtFirst(data, OPEN_LEVELS) })
  const isDeep = root.children.some(({ children }) => children.length > 0)
  return (
    <>
      {isDeep && (
        <div className={classes.treeHead}>
          <Button variant="subtle" size="compact-sm" onClick={() => tree.expandAllNodes()}>
            {t('openAll')}
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={() => tree.collapseAllNodes()}>
            {t('closeAll')}
          </Button>
        </div>
      )}
      <Tree data={data} tree={tree} renderNode={renderNode} className={classes.tree} levelOffset="md" />
    </>
  )
}
