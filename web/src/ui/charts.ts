import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

export type ChartOption = EChartsCoreOption;

/** Draw into an element and follow its width; the answer takes the chart away again. */
export function mount(element: HTMLElement, option: ChartOption): () => void {
  const chart = init(element, null, { renderer: "svg" });
  chart.setOption(option);
  const follow = new ResizeObserver(() => chart.resize());
  follow.observe(element);
  return () => {
    follow.disconnect();
    chart.dispose();
  };
}
