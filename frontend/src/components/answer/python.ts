import type { TreeNode } from '../../api/types'

/** What Python writes around the values of each kind of list or dict, and of one that is empty. */
const BRACKETS: Partial<Record<string, { before: string; after: string; empty: string }>> = {
  list: { before: '[', after: ']', empty: '[]' },
  tuple: { before: '(', after: ')', empty: '()' },
  set: { before: '{', after: '}', empty: 'set()' },
  frozenset: { before: 'frozenset({', after: '})', empty: 'frozenset()' },
  array: { before: 'array([', after: '])', empty: 'array([])' },
  dict: { before: '{', after: '}', empty: '{}' },
}

/** Returns whether a node is a list, a dict or the like. */
export function isNested({ kind }: TreeNode): boolean {
  return kind in BRACKETS
}

function write(node: TreeNode): string {
  const brackets = BRACKETS[node.kind]
  if (!brackets) return node.text
  if (node.length === 0) return brackets.empty
  const inside = node.children.map((child) =>
    node.kind === 'dict' ? `${child.key}: ${write(child)}` : write(child),
  )
  const comma = node.kind === 'tuple' && node.length === 1 ? ',' : ''
  return `${brackets.before}${inside.join(', ')}${comma}${brackets.after}`
}

/** Returns how many values a node has that are not shown, in any depth. */
function leftOut(node: TreeNode): number {
  if (!isNested(node)) return 0
  return node.children.reduce((sum, child) => sum + leftOut(child), node.length - node.children.length)
}

/** Returns a list or dict in one line, as Python writes it; undefined if that has over most characters. */
export function pythonLine(root: TreeNode, most: number): string | undefined {
  if (root.children.length > most || leftOut(root) > 0) return undefined
  const line = write(root)
  return line.length <= most ? line : undefined
}
