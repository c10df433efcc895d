/** The parts of ECharts that the overview draws with; its own chunk, loaded with the first chart. */
import { GraphChart, ScatterChart, TreemapChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { LabelLayout } from 'echarts/features'
import { init, use, type EChartsCoreOption, type EChartsType } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([GraphChart, ScatterChart, TreemapChart, GridComponent, TooltipComponent, LabelLayout, CanvasRenderer])

export type { EChartsCoreOption, EChartsType }
export { init }
