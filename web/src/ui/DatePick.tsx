import { DatePicker } from "antd";
import dayjs from "dayjs";
import type { PickerProps } from "./Pickers";
import { useMe } from "./useMe";

/** The calendar behind a date. It opens at the service's today: the machine's may be another. */
export default function DatePick({ value, onChange, ...rest }: PickerProps) {
  const { today } = useMe();
  return (
    <DatePicker
      style={{ width: "100%" }}
      defaultPickerValue={dayjs(today)}
      showNow={false}
      value={value ? dayjs(value) : null}
      onChange={(date) => onChange?.(date ? date.format("YYYY-MM-DD") : undefined)}
      {...rest}
    />
  );
}
