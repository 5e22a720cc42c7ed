import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useState } from "react";
import type { ChartOption } from "./charts";

/** A drawn chart; its sentence says the same to those who do not see it. */
export function Chart({
  option,
  sentence,
  height,
}: {
  option: ChartOption;
  sentence: string;
  height: number;
}) {
  const charts = useQuery({
    queryKey: ["charts"],
    queryFn: () => import("./charts"),
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  if (!charts.data) return <Skeleton.Node active style={{ width: "100%", height }} />;
  return <Drawn key={JSON.stringify(option)} mount={charts.data.mount} {...{ option, sentence, height }} />;
}

function Drawn(props: {
  mount: (element: HTMLElement, option: ChartOption) => () => void;
  option: ChartOption;
  sentence: string;
  height: number;
}) {
  const { mount, option, sentence, height } = props;
  const [attach] = useState(() => (element: HTMLDivElement | null) => {
    if (element) return mount(element, option);
  });
  return <div ref={attach} role="img" aria-label={sentence} style={{ width: "100%", height }} />;
}
