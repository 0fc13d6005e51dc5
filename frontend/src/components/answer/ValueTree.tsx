import { type RenderTreeNodePayload, Tree, type TreeNodeData, useTree } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { TreeNode } from '../../api/types'
import { plural } from '../../lib/format'
import classes from './answer.module.css'

const OPEN_LEVELS = 2

const kindClass: Partial<Record<string, string | undefined>> = {
  str: classes.string,
  num: classes.number,
  const: classes.keyword,
}

function summary(node: TreeNode): string {
  return node.kind === 'list'
    ? plural(node.length, { one: 'list of {n}', other: 'list of {n}' })
    : plural(node.length, { one: 'dict of {n}', other: 'dict of {n}' })
}

function Label({ node, name }: { node: TreeNode; name: string }) {
  const isNested = node.kind === 'list' || node.kind === 'dict'
  return (
    <span className={classes.leaf}>
      {name !== '' && <span className={classes.key}>{name}</span>}
      {isNested ? (
        <span className="t3">{summary(node)}</span>
      ) : (
        <span className={kindClass[node.kind]}>{node.text}</span>
      )}
    </span>
  )
}

function toTree(node: TreeNode, name: string, path: string): TreeNodeData {
  const children = node.children.map((child, i) =>
    toTree(child, node.kind === 'dict' ? child.key : String(i), `${path}.${i}`),
  )
  const left = node.length - node.children.length
  if (left > 0) {
    const more = plural(left, { one: '{n} more', other: '{n} more' })
    children.push({ value: `${path}.more`, label: <span className="t3">{more}</span> })
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

/** A list or dict as a tree that folds. */
export function ValueTree({ root }: { root: TreeNode }) {
  const data = useMemo(() => [toTree(root, '', 'root')], [root])
  const tree = useTree({ initialExpandedState: openedAtFirst(data, OPEN_LEVELS) })
  return <Tree data={data} tree={tree} renderNode={renderNode} className={classes.tree} levelOffset="md" />
}
