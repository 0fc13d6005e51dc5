import type { NotebookTool } from '../../lib/routes'
import { CheckTool } from './CheckTool'
import { ConnectTool } from './ConnectTool'
import { RecordsTool } from './RecordsTool'
import { RenumberTool } from './RenumberTool'
import type { ToolProps } from './Tools'
import { SolutionTool, StudentTool } from './VersionTools'

/** The tool that is chosen. */
export function ToolPanel({ tool, ...props }: ToolProps & { tool: NotebookTool }) {
  switch (tool) {
    case 'check':
      return <CheckTool {...props} />
    case 'renumber':
      return <RenumberTool {...props} />
    case 'connect':
      return <ConnectTool {...props} />
    case 'student':
      return <StudentTool {...props} />
    case 'solution':
      return <SolutionTool {...props} />
    case 'records':
      return <RecordsTool {...props} />
  }
}
