import { Button, type RenderTreeNodePayload, Tree, type TreeNodeData, useTree } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TreeNode } from '../../api/types'
import classes from './ValueTree.module.css'

const OPEN_LEVELS = 2

/** How Python writes an empty key. */
const EMPTY_KEY = "''"

const kindClass: Partial<Record<string, string | undefined>> = {
  str: classes.string,
  num: classes.number,
  const: classes.keyword,
}

function Label({ node, name }: { node: TreeNode; name: string }) {
  const { t } = useTranslation('answer')
  const isNested = node.kind === 'list' || node.kind === 'dict'
  return (
    <span className={classes.leaf}>
      {name !== '' && <span className={classes.key}>{name}</span>}
      {isNested ? (
        <span className="faint">{t(node.kind === 'list' ? 'listOf' : 'dictOf', { count: node.length })}</span>
      ) : (
        <span className={kindClass[node.kind]}>{node.text}</span>
      )}
    </span>
  )
}

function toTree(node: TreeNode, name: string, path: string, t: TFunction<'answer'>): TreeNodeData {
  const children = node.children.map((child, i) =>
    toTree(child, node.kind === 'dict' ? child.key || EMPTY_KEY : String(i), `${path}.${i}`, t),
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
